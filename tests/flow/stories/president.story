# Of who holds a high post the appointing authority proposes and the President decides (PP 11/2017 Ps 266-270, PP 49/2018 Ps 71-74):
# the case waits for him, the time runs from the day on which the proposal came to him, his decision is recorded as his.
now 2024-10-14T09:00:00+07:00
report r1 class=pns
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 forward_bkn
act petugas.bkn r1 recommend_ppk outcome=discipline
act petugas.ppk-16.06 r1 begin_discipline outcome=heavy departs_because="Dampak pada negara"
act pimpinan.ppk-16.06 r1 form_team_heavy
act petugas.ppk-16.06 r1 summon letter_date=2024-10-14 examination_for=2024-10-14
act petugas.ppk-16.06 r1 examine
act petugas.ppk-16.06 r1 report_examination
refuse 422 invalid-input act pimpinan.ppk-16.06 r1 propose_president_heavy post=bupati basis_on=2024-10-14 reasons=Berat
act pimpinan.ppk-16.06 r1 propose_president_heavy post=jpt_madya basis_on=2024-10-14 departs_because="Menurut tim"
expect r1 state=president_heavy open=B05.follow_up,PNS-HEAVY.dismissal
clock r1 PNS-HEAVY.dismissal start=2024-10-14 due=2024-11-12
offers pimpinan.ppk-16.06 r1 president_decides_heavy,president_finds_not_proven,president_returns
act pimpinan.ppk-16.06 r1 president_decides_heavy outcome=with_honour decision_number="100/K Tahun 2024" decision_date=2024-10-14 legal_review="PP 94/2021 Ps 8(4) c"
expect r1 state=dismissal_set open=D11.deliver
# r2, a PPPK over a crime: before the examination is over, and returned.
report r2 class=pppk
act petugas.bawaslu-16.06 r2 initial_review outcome=complete
act petugas.bawaslu-16.06 r2 register
act petugas.bawaslu-16.06 r2 clarify who=reporter
act petugas.bawaslu-16.06 r2 study
act pimpinan.bawaslu-16.06 r2 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r2 forward_bkn
act petugas.bkn r2 recommend_ppk outcome=discipline
act petugas.ppk-16.06 r2 bring_judgment judgment_number=12/Pid.B/2024 judgment_final_on=2024-10-04
act pimpinan.ppk-16.06 r2 propose_president_contract_convicted post=jpt_utama basis_on=2024-10-14 judgment_number=12/Pid.B/2024 judgment_final_on=2024-10-04 sentence_months=24 departs_because="Putusan pidana"
expect r2 state=president_contract_convicted open=B05.follow_up,PPPK-OTHER.dismissal
act pimpinan.ppk-16.06 r2 president_returns_contract_convicted returned_on=2024-10-14
expect r2 state=judgment_known open=B05.follow_up
# r3, a deviation from Pancasila: no judgment is behind it, so it comes back to the decision on discipline, and may be not proven.
report r3 class=pns
act petugas.bawaslu-16.06 r3 initial_review outcome=complete
act petugas.bawaslu-16.06 r3 register
act petugas.bawaslu-16.06 r3 clarify who=reporter
act petugas.bawaslu-16.06 r3 study
act pimpinan.bawaslu-16.06 r3 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r3 forward_bkn
act petugas.bkn r3 recommend_ppk outcome=discipline
act petugas.ppk-16.06 r3 begin_discipline outcome=heavy departs_because="Dampak pada negara"
act pimpinan.ppk-16.06 r3 form_team_heavy
act petugas.ppk-16.06 r3 summon letter_date=2024-10-14 examination_for=2024-10-14
act petugas.ppk-16.06 r3 examine
act petugas.ppk-16.06 r3 report_examination
act pimpinan.ppk-16.06 r3 propose_president_pancasila post=jpt_utama basis_on=2024-10-14 departs_because="Menurut tim"
expect r3 state=president_pancasila open=B05.follow_up,PNS-CRIME.dismissal
offers pimpinan.ppk-16.06 r3 president_decides_pancasila,president_finds_not_proven,president_returns
act pimpinan.ppk-16.06 r3 president_returns returned_on=2024-10-14
expect r3 state=decision_due open=B05.follow_up
act pimpinan.ppk-16.06 r3 propose_president_pancasila post=jpt_utama basis_on=2024-10-14 departs_because="Menurut tim"
act pimpinan.ppk-16.06 r3 president_finds_not_proven decision_number="101/K Tahun 2024" decision_date=2024-10-14
expect r3 state=not_proven_decided
# r4, a crime of office: without honour and nothing else.
report r4 class=pns
act petugas.bawaslu-16.06 r4 initial_review outcome=complete
act petugas.bawaslu-16.06 r4 register
act petugas.bawaslu-16.06 r4 clarify who=reporter
act petugas.bawaslu-16.06 r4 study
act pimpinan.bawaslu-16.06 r4 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r4 forward_bkn
act petugas.bkn r4 recommend_ppk outcome=discipline
act petugas.ppk-16.06 r4 bring_judgment judgment_number=12/Pid.B/2024 judgment_final_on=2024-10-04
act pimpinan.ppk-16.06 r4 propose_president_convicted outcome=office_crime post=jpt_madya basis_on=2024-10-14 judgment_number=12/Pid.B/2024 judgment_court="PN Lubuklinggau" judgment_final_on=2024-10-04 sentence_months=12 departs_because="Putusan pidana"
offers pimpinan.ppk-16.06 r4 president_decides_office_crime,president_returns_convicted
refuse 422 invalid-input act pimpinan.ppk-16.06 r4 president_decides_office_crime outcome=with_honour decision_number="102/K Tahun 2024" decision_date=2024-10-14
act pimpinan.ppk-16.06 r4 president_decides_office_crime decision_number="102/K Tahun 2024" decision_date=2024-10-14
expect r4 state=conviction_set
