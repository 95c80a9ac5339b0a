"""The log and its witnesses, whole programs on 127.0.0.1. Parts: story.py, liars.py, requests_to.py."""
import os
import sys

import liars
import requests_to
import story
from served import Tap, scratch


def main():
    tap = Tap()
    folder, remove = scratch("witness")
    try:
        requests_to.run(tap, folder + "/requests")
        story.run(tap, folder + "/story")
        liars.run(tap, folder + "/liars")
    finally:
        remove()
    return tap.end()


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    sys.exit(main())
