# Money politics that is structured, systematic and massive goes to Bawaslu of the province beside the neutrality path: 14
# working days, then KPU 3, the pair 3, the supreme court 14 (UU 10/2016 Ps 135A).
now 2024-10-14T09:00:00+07:00
report r1
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law,administrative_tsm
expect r1 state=decided_other_law terminal=no open=
refuse 409 step-blocked act pimpinan.bawaslu-16.06 r1 decide_tsm track=tsm outcome=proven decision_number=1 decision_date=2024-10-14 reasons=Bukti
act pimpinan.bawaslu-16.06 r1 forward_tsm track=tsm received_on_province=2024-10-14
clock r1 P18.decide track=tsm start=2024-10-14 due=2024-11-01 due_early=2024-10-31
act petugas.bawaslu-16.06 r1 announce
act petugas.bawaslu-16.06 r1 forward_bkn
expect r1 state=forwarded holder=bkn open=P18.decide
now 2024-10-25T09:00:00+07:00
act pimpinan.bawaslu-16.06 r1 decide_tsm track=tsm outcome=proven decision_date=2024-10-25
clock r1 P18.kpu start=2024-10-25 due=2024-10-30
now 2024-10-30T09:00:00+07:00
act petugas.bawaslu-16.06 r1 record_kpu_tsm track=tsm outcome=cancelled decision_date=2024-10-30
clock r1 P18.lodge start=2024-10-30 due=2024-11-04
# Nobody may say that nothing was lodged before the pair's days are over.
refuse 409 step-blocked act petugas.bawaslu-16.06 r1 close_tsm track=tsm note=Tidak-ada
now 2024-11-01T09:00:00+07:00
act petugas.bawaslu-16.06 r1 record_lodged track=tsm lodged_on=2024-10-31 file_received_on=2024-11-01
clock r1 P18.supreme_court start=2024-11-01 due=2024-11-21
now 2024-11-18T09:00:00+07:00
act petugas.bawaslu-16.06 r1 record_supreme_court track=tsm outcome=annulled decision_date=2024-11-18
act petugas.bawaslu-16.06 r1 restore_pair track=tsm decision_date=2024-11-18
# The reporter sees the neutrality path, which goes on.
track r1 state=forwarded terminal=no
expect r1 state=forwarded terminal=no open=
