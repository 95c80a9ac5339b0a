# A supervisor hands a report over to another before the plenary; a level above takes one over.
now 2024-10-14T09:00:00+07:00
report r1
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
refuse 403 not-allowed act petugas.bawaslu-16.06 r1 hand_over
act pimpinan.bawaslu-16.06 r1 hand_over
expect r1 state=handed_over terminal=yes holder= open=
report r2
act petugas.bawaslu-16.06 r2 initial_review outcome=complete
act petugas.bawaslu-16.06 r2 register
act pimpinan.bawaslu-16.06 r2 take_over
expect r2 state=taken_over terminal=yes holder= open=
