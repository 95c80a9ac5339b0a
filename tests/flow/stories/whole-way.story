# A report travels to a decision of the appointing authority (PPK) that is recorded, and is closed.
now 2024-10-14T09:00:00+07:00
evidence foto "bytes of a picture"
report r1 act=DIS-06 evidence=foto
expect r1 state=received terminal=no holder=bawaslu-16.06 missing= open=P04.initial_review,P09.statute
clock r1 P04.initial_review running=yes start=2024-10-14 due=2024-10-16 due_early=2024-10-15
lists petugas.bawaslu-16.06 r1
lists petugas.ppk-16.06
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
expect r1 state=complete open=P07.register,P09.statute
clock r1 P04.initial_review running=no
clock r1 P07.register running=yes due=2024-10-15
now 2024-10-15T09:00:00+07:00
act petugas.bawaslu-16.06 r1 register
expect r1 state=registered registration=001/Reg/LP/Kab/16.06/X/2024 open=P09.handle,P09.statute
clock r1 P09.statute start=2024-10-14 due=2024-10-17
clock r1 P09.handle start=2024-10-15 due=2024-10-18
now 2024-10-16T09:00:00+07:00
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 clarify who=reported refused=true
act pimpinan.bawaslu-16.06 r1 extend
clock r1 P10.handle_ext start=2024-10-15 due=2024-10-20
act petugas.bawaslu-16.06 r1 clarify_more who=expert
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
expect r1 state=decided_other_law open=
act petugas.bawaslu-16.06 r1 announce
act petugas.bawaslu-16.06 r1 forward_bkn
expect r1 state=forwarded holder=bkn
lists petugas.bkn r1
now 2024-10-21T09:00:00+07:00
act petugas.bkn r1 recommend_ppk outcome=discipline letter_date=2024-10-21
expect r1 state=with_ppk holder=ppk-16.06 open=B05.follow_up
clock r1 B05.follow_up start=2024-10-21 due=2024-11-08 due_early=2024-11-07
lists petugas.ppk-16.06 r1
act pimpinan.ppk-16.06 r1 ppk_decide outcome=sanction_medium departs_because="Dampak terbatas pada satu dinas" sanction="Penurunan pangkat"
act petugas.ppk-16.06 r1 record_decision
expect r1 state=closed_sanctioned terminal=yes holder= open=
track r1 state=closed_sanctioned terminal=yes steps=initial_review,register,clarify,clarify,extend,clarify_more,study,plenary,announce,forward_bkn,recommend_ppk,ppk_decide,record_decision
offers petugas.bawaslu-16.06 r1
