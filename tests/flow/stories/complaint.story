# Two paths, one state: a complaint through SBT is recorded, verified, reviewed and forwarded; a report that Bawaslu
# forwards meets it there, and both go the same way to their end.
now 2024-10-14T09:00:00+07:00
report r1
refuse 401 not-signed-in complain - c1
refuse 403 not-allowed complain petugas.bawaslu-16.06 c1
refuse 403 not-allowed complain petugas.ppk-16.06 c1
refuse 403 not-allowed complain kustodian.bawaslu-16.06 c1
refuse 422 invalid-input complain petugas.bkn c1 region=99.99
refuse 422 invalid-input complain petugas.bkn c1 election=pilkada-1999
refuse 422 invalid-input report c1 sbt_number=SBT-1
evidence foto "bytes of a picture"
complain petugas.bkn c1 sbt_number=SBT-2024-117 evidence=foto drop=reporter
complain petugas.bkn c2 # somebody is named as having complained: kept apart
again c1 as=petugas.bkn
refuse 409 idempotency-key-reused again c1 as=petugas.bkn place=Lais
refuse 401 not-signed-in again c1
refuse 403 not-allowed again c1 as=petugas.bawaslu-16.06
expect c1 state=complaint_received terminal=no holder=bkn missing= open=
identity kustodian.bawaslu-16.06 c2 name="Pelapor Contoh"
refuse 403 not-allowed identity petugas.bkn c2
lists petugas.bkn c1,c2
lists petugas.bawaslu-16.06 r1,c1,c2
track c1 state=complaint_received terminal=no steps=
offers petugas.bkn c1 record_complaint
offers petugas.bawaslu-16.06 c1
refuse 403 not-allowed act petugas.bawaslu-16.06 c1 record_complaint
act petugas.bkn c1 record_complaint complaint_number=SBT-2024-117 outcome=recorded
expect c1 state=complaint_recorded open=B02.satgas
clock c1 B02.satgas start=2024-10-14 due=2024-10-21
act petugas.bkn c2 record_complaint outcome=redirected
expect c2 state=complaint_closed terminal=yes holder=
now 2024-10-17T09:00:00+07:00
act petugas.bkn c1 verify_complaint verified_on=2024-10-17 outcome=verified
expect c1 state=complaint_verified holder=bawaslu-16.06 open=B03.bawaslu_review
clock c1 B03.bawaslu_review start=2024-10-17 due=2024-10-22
act petugas.bawaslu-16.06 c1 review_complaint reviewed_on=2024-10-17 outcome=suspected
expect c1 state=forwarded holder=bkn open=
# The report's way to the same state.
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 forward_bkn
expect r1 state=forwarded holder=bkn open=
offers petugas.bkn r1 recommend_ppk
offers petugas.bkn c1 recommend_ppk
act petugas.bkn r1 recommend_ppk outcome=discipline letter_date=2024-10-17
act petugas.bkn c1 recommend_ppk outcome=discipline letter_date=2024-10-17
expect r1 state=with_ppk holder=ppk-16.06 open=B05.follow_up
expect c1 state=with_ppk holder=ppk-16.06 open=B05.follow_up
act pimpinan.ppk-16.06 c1 ppk_decide outcome=sanction_moral departs_because="Tanggal kejadian diperdebatkan" sanction="Pernyataan terbuka"
act petugas.ppk-16.06 c1 record_decision
expect c1 state=closed_sanctioned terminal=yes holder= open=
track c1 state=closed_sanctioned terminal=yes steps=record_complaint,verify_complaint,review_complaint,recommend_ppk,ppk_decide,record_decision
act pimpinan.ppk-16.06 r1 ppk_decide outcome=not_proven

# A complaint that names a village head beside a civil servant is split by addressee, as a report is.
complain petugas.bkn c3 sbt_number=SBT-2024-118 others=kades
act petugas.bkn c3 record_complaint complaint_number=SBT-2024-118 outcome=recorded
act petugas.bkn c3 verify_complaint verified_on=2024-10-17 outcome=verified
offers petugas.bawaslu-16.06 c3 review_complaint,review_complaint_village_head,review_complaint_not_violation
act petugas.bawaslu-16.06 c3 review_complaint outcome=suspected
expect c3 state=forwarded holder=bkn subjects="[0]" open=B03.bawaslu_review
tracks c3 pilkada-2024-2=complaint_verified/1
act petugas.bawaslu-16.06 c3 review_complaint_village_head track=pilkada-2024-2 outcome=suspected
expect c3 state=forwarded holder=bkn open=
tracks c3 pilkada-2024-2=with_regional_head/1
act petugas.bawaslu-16.06 c3 regional_head_warn track=pilkada-2024-2 kind=written
# Of a village head alone there is nothing for BKN.
complain petugas.bkn c4 sbt_number=SBT-2024-119 class=kades
act petugas.bkn c4 record_complaint complaint_number=SBT-2024-119 outcome=recorded
act petugas.bkn c4 verify_complaint verified_on=2024-10-17 outcome=verified
offers petugas.bawaslu-16.06 c4 review_complaint_village_head,review_complaint_not_violation
act petugas.bawaslu-16.06 c4 review_complaint_village_head outcome=suspected
expect c4 state=with_regional_head holder=bawaslu-16.06
