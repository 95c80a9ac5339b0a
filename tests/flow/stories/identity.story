# Who reported is for the custodian of the office in charge alone, and each opening is an event of the case.
now 2024-10-14T09:00:00+07:00
report r1 reporter.name="Siti Contoh"
expect r1 version=1
refuse 403 not-allowed identity petugas.bawaslu-16.06 r1
refuse 403 not-allowed identity pimpinan.bawaslu-16.06 r1
refuse 404 not-found identity kustodian.bawaslu-16.71 r1
refuse 403 not-allowed identity petugas.bkn r1
expect r1 version=1
identity kustodian.bawaslu-16.06 r1 name="Siti Contoh" address="Jalan Contoh 1, Sekayu"
expect r1 version=2 state=received
# a step that was decided on before the opening is not lost sight of
refuse 409 conflict act petugas.bawaslu-16.06 r1 initial_review outcome=complete version=1
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
