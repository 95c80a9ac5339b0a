# A report is not registered, which is announced and ends it.
now 2024-10-14T09:00:00+07:00
report r1 region=16.71
act petugas.bawaslu-16.71 r1 initial_review outcome=not_registered
expect r1 state=not_registered terminal=no open=
offers petugas.bawaslu-16.71 r1 announce_not_registered
act petugas.bawaslu-16.71 r1 announce_not_registered
expect r1 state=closed_not_registered terminal=yes registration=
refuse 409 step-blocked act petugas.bawaslu-16.71 r1 register
