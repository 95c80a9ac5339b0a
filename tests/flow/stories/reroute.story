# KASN's work passed to BKN after 24 August 2024: a case that waits for the merit supervisor goes with the role.
now 2024-08-19T09:00:00+07:00
recount 0 # the store had no KASN: it gets one
now 2024-08-19T09:00:00+07:00
report r1 occurred_on=2024-08-17 known_on=2024-08-17
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 announce
act petugas.bawaslu-16.06 r1 forward_bkn
expect r1 state=forwarded holder=kasn
lists petugas.bkn
refuse 404 not-found act petugas.bkn r1 recommend_ppk
recount 0 at=2024-08-24T23:59:00+07:00
recount 0 at=2024-08-25T00:01:00+07:00 --dry-run handed=1
recount 0 handed=1
recount 0 handed=0 --all
now 2024-08-26T09:00:00+07:00
expect r1 state=forwarded holder=bkn steps=initial_review,register,clarify,study,plenary,announce,forward_bkn,case.rerouted
lists petugas.bkn r1
act petugas.bkn r1 recommend_ppk outcome=no_track letter_date=2024-08-26
expect r1 state=with_ppk holder=ppk-16.06
