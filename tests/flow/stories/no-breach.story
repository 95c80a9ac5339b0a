# The plenary finds no breach, and that is announced; another case goes to the police.
now 2024-10-14T09:00:00+07:00
report r1 region=16.01
report r2 region=16.01
act petugas.bawaslu-16.01 r1 initial_review outcome=complete
act petugas.bawaslu-16.01 r1 register
act petugas.bawaslu-16.01 r2 initial_review outcome=complete
act petugas.bawaslu-16.01 r2 register
expect r1 registration=001/Reg/LP/Kab/16.01/X/2024
expect r2 registration=002/Reg/LP/Kab/16.01/X/2024
act petugas.bawaslu-16.01 r1 clarify who=reported
act petugas.bawaslu-16.01 r1 study
act pimpinan.bawaslu-16.01 r1 plenary outcome=not_violation
act petugas.bawaslu-16.01 r1 announce_no_violation
expect r1 state=closed_no_violation terminal=yes
act petugas.bawaslu-16.01 r2 clarify who=reported
act petugas.bawaslu-16.01 r2 study
act pimpinan.bawaslu-16.01 r2 plenary outcome=criminal
# The case's own way ends there; the criminal procedure that was opened goes on to its own end.
expect r2 state=handed_to_police terminal=no open=P14a.police
clock r2 P14a.police start=2024-10-14 due=2024-10-15
act petugas.bawaslu-16.01 r2 forward_police track=gakkumdu letter_date=2024-10-14
act petugas.bawaslu-16.01 r2 submit_file track=gakkumdu
act petugas.bawaslu-16.01 r2 complete_file track=gakkumdu
act petugas.bawaslu-16.01 r2 bring_to_court track=gakkumdu
expect r2 state=handed_to_police terminal=yes open=
