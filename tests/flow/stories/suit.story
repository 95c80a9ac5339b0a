# A case ends when the outcome of a remedy is recorded; the days to sue run on beside the end, and a suit that came within them takes the
# case from there to the court, though it is heard of later.
now 2024-10-14T09:00:00+07:00
report r1
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 forward_bkn
act petugas.bkn r1 recommend_ppk outcome=discipline
act petugas.ppk-16.06 r1 begin_discipline outcome=light departs_because="Hanya hadir sebentar"
act petugas.ppk-16.06 r1 summon
act petugas.ppk-16.06 r1 examine
act petugas.ppk-16.06 r1 report_examination
act pimpinan.ppk-16.06 r1 decide_discipline outcome=light departs_because="Hanya hadir sebentar" sanction="Teguran tertulis"
act petugas.ppk-16.06 r1 deliver outcome=received
act petugas.ppk-16.06 r1 object_to_ppk lodged_on=2024-10-14 reasons=Keberatan
act pimpinan.ppk-16.06 r1 decide_objection outcome=strengthened decided_on=2024-10-14
clock r1 A07.court start=2024-10-14 due=2025-01-12
act petugas.ppk-16.06 r1 apply_outcome effective_on=2024-10-14
expect r1 state=in_force open=A07.court
act petugas.ppk-16.06 r1 record_discipline outcome=closed served_from=2024-10-14
# The end stands: nobody holds the case, nothing is late. The suit alone is open.
expect r1 state=closed_sanctioned terminal=yes holder= open=A07.court
offers petugas.ppk-16.06 r1 sue
now 2025-02-03T09:00:00+07:00
expect r1 state=closed_sanctioned terminal=yes holder=
refuse 422 invalid-input act petugas.ppk-16.06 r1 sue sued_on=2025-01-13
refuse 409 step-blocked act petugas.ppk-16.06 r1 sue_high sued_on=2025-01-10
act petugas.ppk-16.06 r1 sue sued_on=2025-01-10
expect r1 state=in_court open= holder=ppk-16.06
act petugas.ppk-16.06 r1 record_judgment outcome=upheld judged_on=2025-02-03
act petugas.ppk-16.06 r1 record_discipline outcome=closed served_from=2024-10-14
# Judged, it can be sued over no more.
expect r1 state=closed_sanctioned terminal=yes holder= open=
offers petugas.ppk-16.06 r1
# r2, a PPPK whose contract ran out after a postponed request: an appeal, leave to go on working, the court.
report r2 class=pppk
act petugas.bawaslu-16.06 r2 initial_review outcome=complete
act petugas.bawaslu-16.06 r2 register
act petugas.bawaslu-16.06 r2 clarify who=reporter
act petugas.bawaslu-16.06 r2 study
act pimpinan.bawaslu-16.06 r2 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r2 forward_bkn
act petugas.bkn r2 recommend_ppk outcome=discipline
act petugas.ppk-16.06 r2 begin_discipline outcome=light departs_because="Hanya hadir sebentar"
act petugas.ppk-16.06 r2 summon
act petugas.ppk-16.06 r2 examine
act petugas.ppk-16.06 r2 report_examination
act pimpinan.ppk-16.06 r2 propose_end_contract outcome=pppk_request basis_on=2025-02-03
act pimpinan.ppk-16.06 r2 postpone_request term_percent=50 target_percent=50 postponed_until_for=2025-02-03
act pimpinan.ppk-16.06 r2 end_contract_term effective_for=2025-02-03
act petugas.ppk-16.06 r2 deliver_contract_end
act petugas.ppk-16.06 r2 appeal_contract_end
act pimpinan.ppk-16.06 r2 permit_work_contract_end permitted=true
act pimpinan.ppk-16.06 r2 decide_contract_end_appeal outcome=stands decided_on=2025-02-03
act petugas.ppk-16.06 r2 close_contract_end
expect r2 state=closed_contract_ended terminal=yes holder= open=A07.court
act petugas.ppk-16.06 r2 sue_contract_end sued_on=2025-02-03
expect r2 state=contract_end_in_court open= holder=ppk-16.06
act petugas.ppk-16.06 r2 record_contract_end_judgment outcome=stands judged_on=2025-02-03
act petugas.ppk-16.06 r2 close_contract_end
expect r2 state=closed_contract_ended terminal=yes holder= open=
