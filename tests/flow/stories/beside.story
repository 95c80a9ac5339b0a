# A plenary with a set of outcomes: the neutrality path goes on, a criminal and an ethics procedure run beside it.
now 2024-10-14T09:00:00+07:00
report r1
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=criminal,violation_other_law,ethics_of_organisers
# Whatever the order, the outcome that opens nothing leads on.
expect r1 state=decided_other_law terminal=no open=P14a.police
act petugas.bawaslu-16.06 r1 forward_bkn
expect r1 state=forwarded holder=bkn
act petugas.bawaslu-16.06 r1 forward_police track=gakkumdu letter_date=2024-10-14
expect r1 state=forwarded open=P17.investigation
clock r1 P17.investigation start=2024-10-14 due=2024-11-01
act petugas.bawaslu-16.06 r1 forward_ethics track=organisers-ethics outcome=dkpp
act petugas.bawaslu-16.06 r1 record_ethics track=organisers-ethics
act petugas.bawaslu-16.06 r1 stop_investigation track=gakkumdu
expect r1 state=forwarded open= terminal=no
act petugas.bkn r1 recommend_ppk outcome=discipline
act pimpinan.ppk-16.06 r1 ppk_decide outcome=not_proven
act petugas.ppk-16.06 r1 close_not_proven
expect r1 state=closed_not_proven terminal=yes
