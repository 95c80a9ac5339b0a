"""Receipts held to the pages' verifier under node (tests/offline/held.mjs), which shares no line with the server."""
import json
import os
import subprocess


class Held:
    """One node process for a whole run: it takes a second to start, and an answer takes milliseconds."""

    def __init__(self):
        root = os.environ.get("NETRAL_ROOT", ".")
        self.node = subprocess.Popen(["node", "tests/offline/held.mjs"], cwd=root, text=True,
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def fault(self, store, vkey, answers):
        """None when all these answers of the API hold on the server as it is now, else what does not."""
        question = {"url": f"http://127.0.0.1:{store.port}", "vkey": vkey,
                    "receipts": [a.decode() if isinstance(a, bytes) else a for a in answers]}
        self.node.stdin.write(json.dumps(question) + "\n")
        self.node.stdin.flush()
        line = self.node.stdout.readline()
        said = json.loads(line) if line else {"fault": "the verifier ended"}
        if "fault" in said:
            return said["fault"]
        return None if said["held"] == len(answers) else f"{said['held']} of {len(answers)} were held"

    def end(self):
        self.node.stdin.close()
        self.node.wait(60)
        self.node.stdout.close()


def vkey_of(store):
    """The log's key, taken once while all is well and held against everything later."""
    return store.ask("GET", "/log/vkey").body.decode().strip()
