# One plenary, two branches of law: the file goes on to the appointing authority, a suspected offence to the police
# within 1 x 24 hours. Each procedure has its own steps and deadlines; the case ends with the last of them.
now 2024-10-14T09:00:00+07:00
report r1
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
refuse 422 invalid-input act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law,violation_other_law
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law,criminal
expect r1 state=decided_other_law terminal=no open=P14a.police
clock r1 P14a.police track=gakkumdu start=2024-10-14 due=2024-10-15 due_early=2024-10-14
refuse 404 not-found act petugas.bawaslu-16.06 r1 forward_police
refuse 409 step-blocked act petugas.bawaslu-16.06 r1 submit_file track=gakkumdu submitted_on=2024-10-14
act petugas.bawaslu-16.06 r1 forward_police track=gakkumdu
expect r1 state=decided_other_law open=P17.investigation
act petugas.bawaslu-16.06 r1 announce
act petugas.bawaslu-16.06 r1 forward_bkn
act petugas.bkn r1 recommend_ppk outcome=discipline letter_date=2024-10-14
expect r1 holder=ppk-16.06 open=B05.follow_up,P17.investigation
act pimpinan.ppk-16.06 r1 ppk_decide outcome=sanction_moral departs_because="Tanggal kejadian diperdebatkan"
act petugas.ppk-16.06 r1 record_decision
expect r1 state=closed_sanctioned terminal=no holder=bawaslu-16.06 open=P17.investigation
track r1 state=closed_sanctioned terminal=yes
act petugas.bawaslu-16.06 r1 stop_investigation track=gakkumdu
expect r1 state=closed_sanctioned terminal=yes holder= open=
offers petugas.bawaslu-16.06 r1
