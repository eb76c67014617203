"""Whoever sits at a browser, the delegate among them, and the program beside the site."""

import json
import re

from thidua.web.demo.actions import PASSWORD

UNIT, UNIT_NAME = "DBI", "Điện Biên"


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, page, address):
        self.page, self.address = page, address

    def go(self, path):
        self.page.goto(f"{self.address}{path}")

    def press(self, name, *, exact=True):
        self.page.get_by_role("button", name=name, exact=exact).first.click()
        self.page.wait_for_load_state()

    def follow(self, name, *, exact=True):
        self.page.locator("main").get_by_role("link", name=name, exact=exact).first.click()
        self.page.wait_for_load_state()

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.locator(f"[name={name}]").fill(value)

    def send(self):
        """Press the form's own button; a form that stays has an error, which is then said."""
        here = self.page.url
        self.page.locator("main form .form-actions button").first.click()
        self.page.wait_for_load_state()
        wrong = self.page.locator("main .errorlist, main .invalid-feedback, main .alert-danger")
        assert self.page.url != here or wrong.count() == 0, wrong.all_inner_texts()

    def number(self, pattern):
        """The number in the address of the page."""
        self.page.wait_for_url(re.compile(pattern))
        return int(re.search(pattern, self.page.url).group(1))

    def sign_in(self, username):
        self.page.context.clear_cookies()
        self.go("/login/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.press("Đăng nhập")
        self.page.wait_for_url(lambda url: "/login/" not in url)


class Delegate(Person):
    """The leader of a unit."""

    def votes(self, vote, choice):
        self.go("/votes/")
        self.page.locator(
            f"main a[href^='/votes/voters/'], main a[href='/votes/items/{vote}/']"
        ).first.click()
        if "/voters/" not in self.page.url:
            self.page.locator("main a[href^='/votes/voters/']").click()
        for question, answer in choice.items():
            self.page.locator(f"[name={question}][value={answer}]").check()
        self.press("Gửi biểu quyết")
        self.page.get_by_text("Đã ghi nhận biểu quyết của đơn vị.").wait_for()

    def signs(self):
        self.go("/signing/")
        self.follow("Xem và ký", exact=False)
        self.page.get_by_label("Mật khẩu của tệp chứng thư").fill(PASSWORD)
        self.press("Ký")
        self.page.get_by_text(f"Đã ký cho {UNIT_NAME}.").wait_for()


class Backstage:
    """The program beside the site."""

    def __init__(self, process):
        self.process = process

    def __call__(self, act, *what):
        self.process.stdin.write(json.dumps([act, *what]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the program beside the site ended: see its errors above"
        return json.loads(line)
