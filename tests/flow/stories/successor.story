# One row is added to authorities.yaml, nothing else is touched: the case that waits for the merit supervisor goes on with
# the body that follows BKN, from that row's first day on. BKN, which had it, may look and no longer act.
now 2024-10-14T09:00:00+07:00
report r1
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 announce
act petugas.bawaslu-16.06 r1 forward_bkn
expect r1 state=forwarded holder=bkn
recount 0
holder merit_supervisor independent_body 2024-10-21
recount 0 at=2024-10-20T23:59:00+07:00
recount 0 at=2024-10-21T00:01:00+07:00 handed=1
recount 0
now 2024-10-21T09:00:00+07:00
expect r1 state=forwarded holder=independent_body steps=initial_review,register,clarify,study,plenary,announce,forward_bkn,case.rerouted
offers petugas.bkn r1
refuse 403 not-allowed act petugas.bkn r1 recommend_ppk outcome=no_track letter_date=2024-10-21
