"""Words of shell, strung together at random: whatever it is, the next command runs and is told right."""

import random

import pytest

from harness.run.terminal.bash_shell import PexpectShell

WORDS = r"""
echo ' " ` $( ) ( { } & | || && ; ;; <<<x \ # ! * $x ${x } [[ ]] if then fi for in do done case esac while until
function f() select time true false >file <file /dev/null 2>&1 exec exit set -e -x +x -v +v -u +u trap : EXIT RETURN
PS1=a read x cat sleep 0.01 return break eval source /dev/stdin local declare -A export unset alias a=b kill $$ -STOP -9
-INT stty raw -echo $(( )) 1/0 let shopt -s extglob enable -n builtin wait jobs fg bg disown suspend logout umask 777
cd .. pushd popd history fc bind
"""
LINES_PER_SEED = 25


@pytest.mark.parametrize("seed", range(4))
def test_any_words(shell: PexpectShell, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(LINES_PER_SEED):
        command = " ".join(chance.choices((*WORDS.split(), "\n", "\x1e", "\x1b["), k=chance.randint(1, 10)))
        shell.run(command, timeout=0.1)
        back = "exec >/dev/tty 2>&1 </dev/tty; \\builtin set +euvx; \\builtin trap - ERR DEBUG"
        shell.run(back, timeout=5)
        after = shell.run("\\builtin echo al''ive; (\\builtin exit 5)", timeout=5)
        assert (command, after.text, after.status) == (command, "alive\n", 5)
