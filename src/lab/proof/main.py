#!/usr/bin/env python3
"""Proves one release by packets, and writes what was sent, expected and seen.
  main.py RELEASE LAB REPORTS COMMAND...   the lab is up; COMMAND starts the console
"""
import json
import os
import sys
import time

from cases import Cases, Rounds
from console import Console
from packets import Packets
from places import Places
from report import write_page
from story import Story


def main():
    release, lab, reports, *command = sys.argv[1:]
    began = time.monotonic() - float(os.environ.get('LAB_TOOK', '0'))
    places, cases = Places(lab), Cases()
    console = Console(command, lab)
    story = Story(places, console, Rounds(places, Packets(places), cases), cases)
    trouble = ''
    try:
        story.tell()
    except Exception as failed:  # pylint: disable=broad-except  # told in the report, which is then a failure
        trouble = f'{type(failed).__name__}: {failed}'
        cases.add('the-story', 'the whole way of a bridge', 'walked to its end', trouble)
    finally:
        console.stop()
    os.makedirs(reports, exist_ok=True)
    with open(f'{reports}/{release}.json', 'w', encoding='utf-8') as file:
        json.dump({'release': release, 'took': round(time.monotonic() - began, 1), 'cases': cases.all}, file, indent=1)
    write_page(reports)
    bad = [each for each in cases.all if not each['ok']]
    for each in bad:
        print(f'{release} {each["id"]}: {each["sent"]}: expected {each["expected"]}, seen {each["seen"]}')
    print(f'{release}: {len(cases.all) - len(bad)} of {len(cases.all)} hold, in {time.monotonic() - began:.0f} s')
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    main()
