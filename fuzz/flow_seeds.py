#!/usr/bin/env python3
"""Writes the corpus of fuzz_flow (fuzz/corpus/flow/) from ways that can be read: a line is an act of
eight bytes, as fuzz/flow_words.h reads them. Run it after a way was added here.

    VERB [who=OFFICE.ROLE] [case=N] [pick=STEP|N] [outcome=NAME|N] [flags=A+B] [value=N] [clock=N]

who: nobody named is whoever the act is for. clock: n*n*6 minutes pass before the act; from 216 on it
is set back for the act. Steps and outcomes go by a byte made of their names, so that a way stays what
it is when rows are added to rules/.
"""
import os

VERBS = {'step': 0, 'report': 1, 'look': 3, 'identity': 5, 'evidence': 7, 'ask': 9, 'agree': 11, 'again': 13,
         'restart': 14, 'upkeep': 15}
OFFICES = ['', 'bawaslu-16.06', 'bawaslu-16', 'bawaslu', 'bkn', 'ppk-16.06', 'ppk', 'sekda-16.06', 'bkpsdm-16.06',
           'ppk-16', 'bawaslu-16.71', 'bawaslu-99']
ROLES = ['', 'officer', 'head', 'custodian', 'admin', 'auditor', 'wizard']
FLAGS = {'version': 1, 'lacks': 2, 'all': 4, 'any': 8, 'some': 16, 'also': 32, 'twice': 64, 'departs': 128}
TIP, COMPLAINT = 2, 3  # values of a report

WAYS = {
    # the whole way of a report, as tests/flow/stories/whole-way.story has it
    'whole_way': '''
        evidence
        report pick=7 outcome=1 flags=some+all
        look
        step pick=initial_review outcome=complete clock=3
        step pick=register clock=14
        step pick=clarify
        step pick=extend
        step pick=study
        step pick=plenary outcome=violation_other_law
        step pick=announce
        step pick=forward_bkn
        step pick=recommend_ppk outcome=discipline clock=20
        upkeep
        step pick=ppk_decide outcome=sanction_medium
        step pick=record_decision
        identity
        again
        ask
        agree
        again
        look''',
    'not_registered_and_erased': '''
        report outcome=1 flags=all
        report outcome=1 flags=all
        step pick=initial_review outcome=not_registered
        step pick=announce_not_registered
        ask case=1
        ask who=.officer
        ask
        agree who=.custodian
        agree
        agree
        again
        again case=1
        report outcome=1
        restart
        look case=1''',
    'tip': '''
        report value=2 outcome=1
        step pick=trace_tip outcome=confirmed
        step pick=declare_finding outcome=finding clock=4
        step pick=study
        step pick=plenary outcome=not_violation
        step pick=announce_no_violation
        identity''',
    'tracks': '''
        report outcome=1 pick=9
        step pick=initial_review outcome=complete
        step pick=register
        step pick=clarify
        step pick=study
        step pick=plenary outcome=criminal flags=also
        step pick=open_investigation
        step
        step
        step clock=20
        upkeep
        step clock=40
        step
        step
        ask''',
    'complaint': '''
        report value=3 outcome=1 who=bkn.officer
        report value=3 outcome=1 who=ppk-16.06.head
        look who=bkn.officer
        step pick=supervisor_clarify
        step
        step
        step''',
    'wrong_hands': '''
        report outcome=1 flags=all
        step pick=initial_review outcome=complete who=bawaslu-16.71.head
        step pick=initial_review outcome=complete who=.auditor
        step pick=initial_review outcome=complete who=.admin
        step pick=initial_review outcome=complete who=bkn.officer
        step pick=initial_review outcome=complete flags=version
        step pick=initial_review outcome=complete flags=lacks
        step pick=initial_review outcome=complete flags=twice
        step pick=register flags=any
        identity who=.head
        identity who=bawaslu-16.custodian
        look who=bawaslu-16.71.officer
        look who=bawaslu.officer
        look who=bawaslu.auditor
        look case=240
        step case=241
        again flags=version''',
    'own_office': '''
        report outcome=1 flags=also
        look who=bawaslu-16.06.head
        look who=bawaslu-16.officer
        step pick=initial_review outcome=complete
        step pick=register who=bawaslu-16.06.officer
        step pick=register''',
    'takeover': '''
        report outcome=1 flags=departs
        step pick=initial_review outcome=complete
        step pick=take_over_by_province flags=all value=192
        step pick=take_over_by_province flags=all value=192 who=bawaslu-16.officer
        step pick=take_over_by_nation flags=all value=192
        look who=bawaslu-16.06.officer
        step pick=register who=bawaslu-16.06.officer
        step pick=register
        step pick=give_back flags=all
        step pick=clarify
        step pick=take_over
        step pick=study''',
    'clocks': '''
        report outcome=1 clock=10
        step pick=initial_review outcome=complete clock=220
        step pick=initial_review outcome=complete clock=240
        step pick=initial_review outcome=needs_completion clock=8
        step pick=notify_gap
        upkeep clock=30
        step pick=close_incomplete
        step clock=60
        upkeep clock=120
        step clock=200''',
    'persons': '''
        report outcome=3 pick=9
        step pick=initial_review outcome=complete
        step pick=register clock=4
        step pick=clarify
        step pick=study
        step pick=plenary outcome=violation_other_law
        step pick=announce
        step pick=forward_bkn flags=some value=1
        step pick=forward_bkn
        step pick=recommend_ppk outcome=discipline flags=some value=1
        step pick=recommend_ppk outcome=ethics flags=departs
        upkeep clock=60
        step pick=ppk_decide outcome=sanction_heavy
        step pick=ppk_decide_heavy
        step
        step''',
    'keys': '''
        report outcome=1 flags=twice
        report outcome=1 flags=any
        report outcome=2 flags=departs value=8
        report case=7
        report flags=lacks
        evidence
        report flags=some
        report flags=some''',
}


def mark(name):
    """The lowest byte of str_sum(0, name), base/str.c."""
    total = 14695981039346656037
    for byte in name.encode():
        total = (total ^ byte) * 1099511628211
    return ((total ^ len(name)) * 1099511628211) & 0xff


def number(text):
    return int(text) if text.isdigit() else mark(text)


def act(line):
    verb, *pairs = line.split()
    said = dict(pair.split('=', 1) for pair in pairs)
    office, _, role = said.get('who', '.').rpartition('.')
    who = OFFICES.index(office) | ROLES.index(role) << 4
    flags = sum(FLAGS[name] for name in said.get('flags', '').split('+') if name)
    return bytes([VERBS[verb], who, number(said.get('case', '0')), number(said.get('pick', '0')),
                  number(said.get('outcome', '0')), flags, number(said.get('value', '0')),
                  number(said.get('clock', '1'))])


def main():
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'corpus', 'flow')
    os.makedirs(folder, exist_ok=True)
    for name, way in WAYS.items():
        with open(os.path.join(folder, name), 'wb') as file:
            file.write(b''.join(act(line) for line in way.strip().splitlines()))


if __name__ == '__main__':
    main()
