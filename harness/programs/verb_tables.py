"""Names of programs and of their verbs, by what calling them does: the tables that rules look things up in."""

from typing import Final


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BUILTINS: Final = names(
    """. : [ [[ alias bg break builtin cd command continue declare echo eval exec exit export false fg getopts hash
    history jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return set shift shopt
    source test time times trap true type typeset ulimit umask unalias unset wait"""
)
# Every system has these; a page does not need to ask for them.
STANDARD: Final = names(
    """awk base64 basename bash cat chmod chown clear cmp comm cp cut date dd df diff dirname du egrep env expr fgrep
    file find fold grep gunzip gzip head hostname id install join killall less ln ls md5sum mkdir mktemp more mv nice nl
    nohup nproc od paste patch pgrep pkill ps readlink realpath rev rm rmdir sed seq sh sha1sum sha256sum sha512sum shuf
    sleep sort split stat stdbuf strings sudo tac tail tar tee timeout touch tr truncate tty uname uniq wc which whoami
    xargs yes zcat"""
)

OFFLINE: Final = names("bc column envsubst gojq hexdump jq md5sum openssl shellcheck tree unzip xmllint xxd yq zip")
"""Programs that read files or their input: what they print does not change by waiting."""
ONLINE_VERBS: Final = frozenset({("openssl", "s_client"), ("openssl", "s_time")})

READING: Final = names(
    """: [ awk base64 basename bc cat cmp column comm cosign cut date df diff dig dirname du echo egrep env envsubst
    expr false fgrep file fold fortio getent grep head hexdump host hostname id join jobs jq less ls md5sum nl nproc
    nslookup od paste pgrep ping printenv printf ps pwd read readlink realpath rev seq sha1sum sha256sum sha512sum shuf
    sleep sort stat strings tac tail test tr true type uname uniq wait wc which whoami xxd yes zcat zgrep"""
)
# What these change is the shell or files, which a page has of its own.
LOCAL: Final = names(
    """. alias bg cd chmod chown cp dd exit export fg gunzip gzip install kill killall ln logout mapfile mkdir mktemp mv
    patch pkill popd pushd readarray return rm rmdir set shopt source split ssh-keygen step tar tee touch trap truncate
    ulimit umask unalias unset unzip wget zip"""
)

KUBECTL_READING: Final = names(
    """api-resources api-versions cluster-info completion describe diff events explain get kustomize logs options top
    version wait"""
)
ISTIOCTL_READING: Final = names(
    """admin analyze completion help kube-inject manifest pc precheck profile proxy-config proxy-status ps validate
    verify-install version zc ztunnel-config"""
)
HELM_READING: Final = names("completion env get help history lint list ls search show status template verify version")
HELM_LOCAL: Final = names("create dep dependency package plugin pull registry repo")
GIT_READING: Final = names("branch diff grep log ls-files remote rev-parse show status tag")
DOCKER_READING: Final = names("images info inspect logs ps version")
