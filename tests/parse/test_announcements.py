import pytest

from harness.parse.announcements import announces_output, may_announce


@pytest.mark.parametrize(
    "paragraph",
    [
        "The output is similar to this:",
        "The output is similar to:",
        "Output:",
        "**Expected output**",
        "You should see the following:",
        "You'll see a table with one row.",
        "This prints:",
        "which prints",
        "It returns",
        "The response should look like this:",
        "The following message is displayed:",
        "Run the command. The output shows that one Pod is running:",
        "> The output is:",
        '!!! Success "Expected output"',
        "The server answers:",
        "Your shell shows:",
        "The events say:",
        "You will be greeted with:",
        "An error like this appears:",
        "The request is denied:",
        "Expected result",
        "El comando muestra:",
        "Ce qui donne :",
        "Der Befehl gibt Folgendes aus:",
        "Si ottiene:",
        "Pojawi się komunikat:",
        "Anda akan melihat:",
        "Bạn sẽ thấy:",
        "Получим:",
        "Отримаємо:",
        "输出类似于\uff1a",
        "你应该会看到类似如下的输出\uff1a",
        "返回结果\uff1a",
        "Вивід подібний до такого:",
        "Ви побачите:",
        "Вывод:",
        "出力は次のようになります。",
        "출력은 다음과 같습니다.",
        "Die Ausgabe sieht etwa so aus:",
        "La salida es similar a esta:",
        "La sortie est similaire à :",
        "A saída é semelhante a:",
        "The following is generated:",
        '{{< details "Output" open >}}',
        "次のように表示します:",
        "다음과 유사한 메시지가 나옵니다:",
        "Es wird folgendes angezeigt:",
        "Debería devolver:",
        "La commande affiche :",
        "O comando exibe:",
        "Команда отобразит:",
        "Команда відобразить:",
        "Polecenie wyświetla:",
        "Perintah menampilkan:",
        "आउटपुट:",
    ],
)
def test_announcements(paragraph: str) -> None:
    assert announces_output(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Save the following as `oven.yaml`:",
        "Create a file with these lines:",
        "Then edit the manifest:",
        "If you see an error like this:",
        "Apply the manifest:",
        "The configuration shows how ovens are named:",
        "The rule that is rejected is replaced with:",
        "If it fails with an error, add:",
        "When the dialog appears, enter:",
        "如果你看到以下错误\uff1a",
        "",
    ],
)
def test_what_announces_none(paragraph: str) -> None:
    assert not announces_output(paragraph)


@pytest.mark.parametrize(
    ("paragraph", "may"),
    [
        pytest.param("It looks similar to this:", True, id="likely"),
        pytest.param("Check the Pod:", True, id="a colon"),
        pytest.param("That is all.", False, id="no announcement"),
        pytest.param("Add the following line:", False, id="a file"),
    ],
)
def test_what_may_announce_one(paragraph: str, may: bool) -> None:  # noqa: FBT001 - a table's cell
    assert may_announce(paragraph) is may
