"""The page on which a personnel office hands in its roster, as its officer asks for it."""
import re
import uuid

OFFICE, USER = "bkpsdm-16.06", "kepegawaian"
PAGE = "/en/k/pledges"


def people(rows):
    """Name, unit and number of so many people who never were."""
    return ((f"Orang Contoh {n}", f"Unit {n % 7}", f"19660801{1988 + n // 11988}{1 + n // 999 % 12:02}1{1 + n % 999:03}") for n in range(rows))


class RosterPage:
    def __init__(self, store, *options):
        """options: of netral serve."""
        self.store = store
        store.init()
        added = store.tool("user", "add", *store.where(), "--name", USER, "--office", OFFICE, "--role", "officer")
        assert added.returncode == 0, added.stderr
        self.token = store.tool("token", *store.where(), "--user", USER).stdout.strip()
        store.start(*options)

    def look(self, words="?muat=ya"):
        return self.store.ask("GET", PAGE + words, headers={"Cookie": f"sesi={self.token}"})

    def page(self, words="?muat=ya"):
        return self.look(words).body.decode()

    def send(self, file, name="pegawai.csv"):
        csrf = re.search(r'name="csrf" value="(\w+)"', self.page(""))[1]
        edge = uuid.uuid4().hex
        fields = f'--{edge}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{csrf}\r\n' \
                 f'--{edge}\r\nContent-Disposition: form-data; name="aksi"\r\n\r\npegawai\r\n' \
                 f'--{edge}\r\nContent-Disposition: form-data; name="berkas"; filename="{name}"\r\n' \
                 "Content-Type: application/octet-stream\r\n\r\n"
        return self.store.ask("POST", PAGE, fields.encode() + file + f"\r\n--{edge}--\r\n".encode(), {
            "Cookie": f"sesi={self.token}", "Content-Type": f"multipart/form-data; boundary={edge}"})

    def so_far(self):
        """People that were taken by now of what loads; None: nothing does."""
        found = re.search(r"([\d,.]+) people are entered by now", self.page())
        return found and int(re.sub(r"\D", "", found[1]))

    def wait(self):
        """Until nothing loads."""
        while self.so_far() is not None and self.store.alive():
            pass

    def whole(self):
        """What the page tells of a file that is loaded: new, changed, as before, to be mended."""
        self.wait()
        page = self.page()
        self.last = self.look()
        numbers = re.findall(r"<dd>([\d,.]+)</dd>", page.partition("The roster is loaded")[2])[:4]
        people = re.search(r"([\d,.]+) people in", page)[1]
        return [int(re.sub(r"\D", "", n)) for n in (*numbers, people)]
