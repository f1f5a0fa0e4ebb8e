import pytest

from harness.plan.stop_notice import Interruption, interruption

NOW, PERHAPS = Interruption.NOW, Interruption.PERHAPS


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("Press Ctrl-C to stop the server.", NOW),
        ("Now press `Ctrl+C` in the first terminal, then go on:", NOW),
        ("Stop it with <kbd>Ctrl</kbd>+<kbd>C</kbd>.", NOW),
        ("Hit **CTRL-C**", NOW),
        ("Type ^C.", NOW),
        ("1. Look at it.\n2. Interrupt it (Control-C).", NOW),
        ("Stop the server.", NOW),
        ("按 Ctrl+C 停止服务器。", NOW),
        ("停止服务器。", NOW),
        ("Натисніть Ctrl+C, щоб зупинити сервер.", NOW),
        ("Зупиніть сервер.", NOW),
        ("When you are done, press Ctrl-C.", PERHAPS),
        ("To stop the server, press Ctrl-C.", PERHAPS),
        ("You can stop it with Ctrl-C.", PERHAPS),
        ("要停止服务器，请按 Ctrl+C。", PERHAPS),  # noqa: RUF001
        ("Щоб зупинити сервер, натисніть Ctrl+C.", PERHAPS),
        ("It runs until you press Ctrl-C.", None),
        ("Leave it running; Ctrl-C would end it.", None),
        ("Do not press Ctrl-C yet.", None),
        ("它会一直运行，直到您按 Ctrl+C。", None),  # noqa: RUF001
        ("Він працює, доки ви не натиснете Ctrl+C.", None),
        ("Stop the server:", None),  # the block after it does
        ("The control plane is up.", None),
        ("Ctrl-click the link.", None),
        ("Open another terminal. Ask the server.", None),
        ("", None),
    ],
)
def test_whether_prose_tells_to_stop_what_runs(prose: str, told: Interruption | None) -> None:
    assert interruption(prose) is told
