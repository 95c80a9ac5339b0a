# Nobody comes to the clarification: that is recorded before more time is taken, so that the study can follow.
now 2024-02-01T09:00:00+07:00
report r1 election=pemilu-2024 occurred_on=2024-01-31 known_on=2024-01-31
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 invite letter_date=2024-02-01 clarification_for=2024-02-02
refuse 409 step-blocked act pimpinan.bawaslu-16.06 r1 extend reasons=x
refuse 409 step-blocked act petugas.bawaslu-16.06 r1 study facts=x elements=x articles=x conclusion=x
now 2024-02-02T09:00:00+07:00
act petugas.bawaslu-16.06 r1 clarify who=reported refused=true
act pimpinan.bawaslu-16.06 r1 extend
act petugas.bawaslu-16.06 r1 clarify_more who=witness
act petugas.bawaslu-16.06 r1 study
expect r1 state=studied
now 2024-10-14T09:00:00+07:00
report r2
act petugas.bawaslu-16.06 r2 initial_review outcome=complete
act petugas.bawaslu-16.06 r2 register
act petugas.bawaslu-16.06 r2 invite letter_date=2024-10-14 clarification_for=2024-10-15
refuse 409 step-blocked act pimpinan.bawaslu-16.06 r2 extend reasons=x
refuse 409 step-blocked act petugas.bawaslu-16.06 r2 study facts=x elements=x articles=x conclusion=x
now 2024-10-15T09:00:00+07:00
act petugas.bawaslu-16.06 r2 clarify who=reported refused=true
act pimpinan.bawaslu-16.06 r2 extend
expect r2 state=extended
act petugas.bawaslu-16.06 r2 clarify_more who=expert
act petugas.bawaslu-16.06 r2 study
expect r2 state=studied
