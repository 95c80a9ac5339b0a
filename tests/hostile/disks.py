"""What is under the store: a full disk, a read-only one, no rulebook, a broken one, a wrong store."""
import os
import re
import shutil
import subprocess
import time

from served import Store, report

MIB = 1 << 20


def mount(*words):
    subprocess.run(["mount", *words], check=True, capture_output=True)


def fill(path):
    """Takes all space that is left, to the last block."""
    with open(path, "wb", buffering=0) as file:
        for size in (MIB, 65536, 4096, 512, 1):
            try:
                while True:
                    file.write(b"\1" * size)
            except OSError:
                continue


def full_disk(world):
    place = world.folder + "/small"
    os.mkdir(place)
    mount("-t", "tmpfs", "-o", "size=24m,mode=700", "netral-test", place)
    store = Store(place + "/store")
    store.log = world.folder + "/small.log"
    store.init()
    world.tap.check("the server starts on a small disk", store.start(), store.said())
    first = world.good("a report is accepted on it", store)
    fill(place + "/filler")
    refused = [store.report(report(place="x" * 400, narrative="n" * 15000)) for _ in range(40)]
    bad = [a for a in refused if a.status == 503]
    world.problem("a full disk refuses reports", refused[-1], 503)
    told = {a.json().get("type") for a in bad}
    world.tap.check("and says that the storage is full", told == {"/problems/storage-full"}, told)
    world.problem("a full disk refuses evidence",
                  store.ask("POST", "/api/v1/evidence", b"e" * MIB, {"Content-Type": "image/png"}), 503)
    world.tap.check("what was accepted can still be read", store.track(first["receipt_code"]).status == 200)
    os.remove(place + "/filler")
    world.good("space returns, and reports are accepted without a restart", store)
    answer = store.ask("POST", "/api/v1/evidence", b"e" * MIB, {"Content-Type": "image/png"})
    world.tap.check("and evidence", answer.status == 201, answer)
    taken = 2 + sum(a.status == 201 for a in refused)
    store.end()
    done = store.verify()
    world.tap.check("the store agrees with its ledger afterwards", done.returncode == 0, done.stdout + done.stderr)
    done = store.rebuild_check()
    counted = re.search(r"(\d+) cases", done.stdout)
    world.tap.check("and has exactly what was accepted", counted and int(counted.group(1)) == taken,
                    (done.stdout, done.stderr, taken))
    return store


def read_only_disk(world, store):
    """The store of the full disk, seen through a mount that cannot be written."""
    view = world.folder + "/view"
    os.mkdir(view)
    mount("--bind", os.path.dirname(store.folder), view)
    mount("-o", "remount,ro,bind", view)
    seen = Store(view + "/store")
    seen.log = world.folder + "/view.log"
    started = seen.start()
    said = seen.said().decode()
    world.tap.check("a read-only store is not served", not started and seen.process.returncode == 1, said)
    world.tap.check("and the sentence says why", "cannot be written" in said and len(said) < 400, said)
    seen.process.stdout.close()
    done = seen.verify()
    world.tap.check("it can still be verified", done.returncode == 0, done.stdout + done.stderr)
    done = seen.tool("init", "--test", "--office", "16", "--data", view + "/new")
    world.tap.check("no new store is made there", done.returncode == 1 and "cannot be written" in done.stderr,
                    done.stderr)


def rulebooks(world):
    store = Store(world.folder + "/ruled").init()
    rules = world.folder + "/rules"

    def serve(where):
        return store.tool("serve", "--data", store.folder, "--listen", "127.0.0.1:0", rules=("--rules", where))
    done = serve(world.folder + "/none")
    world.tap.check("a missing folder of rules: exit 1 and its name",
                    done.returncode == 1 and world.folder + "/none" in done.stderr and "Mend" in done.stderr,
                    done.stderr)
    shutil.copytree("rules", rules)
    os.remove(rules + "/regimes/pilkada-2024.yaml")
    done = serve(rules)
    world.tap.check("a missing rulebook: exit 1 and the file that names it",
                    done.returncode == 1 and re.search(r"pilkada-2024\.yaml:\d+: \S", done.stderr), done.stderr)
    broken = [("an unknown key", "regime: pilkada-2024", "regime: pilkada-2024\nregimen: x"),
              ("a bad date", "voting: 2024-11-27", "voting: 2024-11-31"),
              ("a missing citation", re.compile(r"^cite: .*\n", re.M), ""),
              ("no YAML", "voting:", "voting: [")]
    for name, old, new in broken:
        shutil.rmtree(rules)
        shutil.copytree("rules", rules)
        path = rules + "/elections/pilkada-2024.yaml"
        with open(path, encoding="utf-8") as file:
            text = file.read()
        changed = old.sub(new, text, count=1) if hasattr(old, "sub") else text.replace(old, new, 1)
        assert changed != text, name
        with open(path, "w", encoding="utf-8") as file:
            file.write(changed)
        done = serve(rules)
        world.tap.check(f"a rulebook with {name}: exit 1, file and line",
                        done.returncode == 1 and re.search(r"elections/pilkada-2024\.yaml:\d+: \S", done.stderr),
                        done.stderr)
    shutil.rmtree(rules)
    shutil.copytree("rules", rules)


def rules_by_the_program(world):
    """Started in another folder and told nothing, it finds the rules that lie by its own file."""
    told_nothing = {k: v for k, v in os.environ.items() if k != "NETRAL_RULES"}
    for name, program, rules in (("its source", "build/release/netral", "rules"),
                                 ("an installation", "bin/netral", "share/netral/rules"),
                                 ("one folder", "netral", "rules"),
                                 ("no folder with rules", "alone/bin/netral", None)):
        top = f"{world.folder}/laid {name}"
        os.makedirs(os.path.dirname(f"{top}/{program}"))
        shutil.copy(world.store.program, f"{top}/{program}")
        if rules:
            shutil.copytree("rules", f"{top}/{rules}")
        done = subprocess.run([f"{top}/{program}", "due", "P04", "2024-10-12"], cwd=world.folder + "/store",
                              env=told_nothing, capture_output=True, text=True, timeout=60, check=False)
        world.tap.check(f"the rules are found in the layout of {name}" if rules else "without rules: exit 1, and --rules",
                        done.returncode == 0 and "P04.initial_review" in done.stdout if rules
                        else done.returncode == 1 and "--rules" in done.stderr, (done.stdout, done.stderr))
        shutil.rmtree(top)


def wrong_stores(world):
    store = Store(world.folder + "/wrong")
    def serve(*words):
        return store.tool("serve", "--listen", "127.0.0.1:0", *words)
    cases = [("no store", ["--data", world.folder + "/nowhere"], 1, "there is no store"),
             ("a file for a store", ["--data", __file__], 1, "no store"),
             ("no --data", [], 2, "--data is needed"),
             ("a port that is none", ["--data", world.store.folder, "--listen", "127.0.0.1:99999"], 2, "--listen")]
    for name, words, status, sentence in cases:
        done = serve(*words)
        world.tap.check(f"{name}: exit {status} and a sentence",
                        done.returncode == status and sentence in done.stderr, (done.returncode, done.stderr))
    store.init()
    store.start()
    done = serve("--data", store.folder)
    world.tap.check("a store that another serves: exit 1 and a sentence, and that one goes on",
                    done.returncode == 1 and "has this store in use" in done.stderr and store.report().status == 201,
                    done.stderr)
    store.end()
    done = serve("--data", store.folder, "--listen", "192.0.2.1:1")
    world.tap.check("an address that is not here: exit 1 and a sentence",
                    done.returncode == 1 and "listened on" in done.stderr, done.stderr)
    os.chmod(store.folder + "/signer/ledger.key", 0o640)
    done = serve("--data", store.folder)
    world.tap.check("a key that others may read: exit 1, and what to do", done.returncode == 1 and "chmod 600" in done.stderr,
                    done.stderr)
    os.chmod(store.folder + "/signer/ledger.key", 0o600)
    os.rename(store.folder + "/keys", store.folder + "/gone")
    done = serve("--data", store.folder)
    world.tap.check("a store without its keys: exit 1, and a backup is named",
                    done.returncode == 1 and "backup" in done.stderr, done.stderr)
    os.rename(store.folder + "/gone", store.folder + "/keys")
    done = store.tool("init", "--test", "--office", "16", "--data", store.folder)
    world.tap.check("a second init changes nothing", done.returncode == 1 and "nothing was changed" in done.stderr,
                    done.stderr)
    for where in ("/proc/x", "/proc/sys", __file__, world.folder + "/no/such"):
        done = store.tool("init", "--test", "--office", "16", "--data", where)
        world.tap.check("a folder that cannot be made or written: exit 1 and a sentence of one end",
                        done.returncode == 1 and re.search("cannot be (made|written)", done.stderr) and "?." not in done.stderr
                        and " at " not in done.stderr, done.stderr)
    with open(store.folder + "/netral.db", "r+b") as file:
        file.write(b"not a database, not at all")
    done = serve("--data", store.folder)
    world.tap.check("a store that is no database: exit 1 and a sentence",
                    done.returncode == 1 and len(done.stderr) > 20, done.stderr)
    done = store.verify()
    world.tap.check("and verify does not say that all agrees", done.returncode in (1, 2), done.stdout)


def unclaimed(world):
    """What nobody's report named is gone a day later, row and bytes; what a case has stays."""
    store, tap = Store(world.folder + "/unclaimed").init(), world.tap

    def put(text):
        return store.ask("POST", "/api/v1/evidence", text, {"Content-Type": "image/png"}).json()

    def there(piece):
        return os.path.exists(f"{store.folder}/blobs/{piece['sha256'][:2]}/{piece['sha256'][2:]}")

    def restart(now):
        store.end()
        return store.start(now=now)

    def soon(met):
        """The upkeep runs at start, beside the server."""
        end = time.monotonic() + 120
        while not met() and time.monotonic() < end:
            time.sleep(0.05)
        return met()
    store.start()
    lost, claimed, twice = put(b"nobody names this"), put(b"a case has this"), put(b"uploaded twice, named once")
    again = put(b"uploaded twice, named once")
    made = store.report(report(evidence=[claimed["id"], again["id"]]))
    tap.check("a report takes two of four uploads", made.status == 201 and again["sha256"] == twice["sha256"], made)
    half = store.folder + "/blobs/tmp/" + "0" * 32
    with open(half, "wb") as file:
        file.write(b"half an upload")
    os.utime(half, (time.time() - 7200,) * 2)
    restart("2024-10-15T07:30:00+07:00")
    fresh = put(b"a day later")
    tap.check("half an upload of two hours ago is swept at start", soon(lambda: not os.path.exists(half)))
    tap.check("an upload of less than a day is kept", there(lost))
    restart("2024-10-15T08:30:00+07:00")
    tap.check("an upload that no report named is gone after a day", soon(lambda: not there(lost)))
    tap.check("what a case has is kept, also when it was uploaded twice; so is what came meanwhile",
              there(claimed) and there(again) and there(fresh))
    world.problem("a report cannot name what is gone", store.report(report(evidence=[lost["id"]])), 422)
    world.problem("nor the other row of what was uploaded twice", store.report(report(evidence=[twice["id"]])), 422)
    made = store.report(report(evidence=[fresh["id"]]))
    tap.check("it can name what came meanwhile", made.status == 201, made)
    back = put(b"nobody names this")
    tap.check("the same bytes can come again", there(back) and back["sha256"] == lost["sha256"], back)
    tap.check("the server ends when it is told to", store.end() == 0, store.said()[-2000:])
    done = store.verify()
    tap.check("and netral verify --data agrees", done.returncode == 0, done.stdout + done.stderr)


def run(world):
    if os.environ.get("NETRAL_OWN_MOUNTS"):
        read_only_disk(world, full_disk(world))
    else:
        world.tap.skip("full and read-only disks", "nothing may be mounted here")
    unclaimed(world)
    rulebooks(world)
    rules_by_the_program(world)
    wrong_stores(world)
