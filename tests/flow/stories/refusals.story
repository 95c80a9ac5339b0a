# What is refused, and changes nothing.
now 2024-10-14T09:00:00+07:00
report r1
refuse 404 not-found act petugas.bawaslu-16.71 r1 initial_review outcome=complete reasons=x
refuse 404 not-found act petugas.ppk-16.06 r1 initial_review outcome=complete reasons=x
refuse 409 step-blocked act petugas.bawaslu-16.06 r1 register
refuse 409 step-blocked act petugas.bawaslu-16.06 r1 study facts=x elements=x articles=x conclusion=x
refuse 404 not-found act petugas.bawaslu-16.06 r1 dance
refuse 422 invalid-input act petugas.bawaslu-16.06 r1 initial_review outcome=maybe
act petugas.bawaslu-16.06 r1 initial_review outcome=complete version=1
refuse 409 conflict act petugas.bawaslu-16.06 r1 register version=1
expect r1 state=complete version=2 steps=initial_review
act petugas.bawaslu-16.06 r1 register
# a plenary decision is the heads', after the study
refuse 403 not-allowed act petugas.bawaslu-16.06 r1 plenary outcome=not_violation decided_on=2024-10-14 reasons=x
refuse 409 step-blocked act pimpinan.bawaslu-16.06 r1 plenary outcome=not_violation decided_on=2024-10-14 reasons=x
refuse 422 invalid-input report bad region=99.99
refuse 422 invalid-input report bad occurred_on=2024-02-31
refuse 422 invalid-input report bad occurred_on=2024-10-15
refuse 422 invalid-input report bad drop=reporter
refuse 422 invalid-input report bad evidence=00000000000000000000000000000000
refuse 404 not-found track AAAAAAAAAAAAAAAAAAAAAAAAAAA
