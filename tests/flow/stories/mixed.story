# One report names a civil servant, a contract civil servant and a village head: each goes where the law sends them.
now 2024-10-14T09:00:00+07:00
report r1 act=DIS-04 occurred_on=2024-10-12 others=pppk,kades
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
offers petugas.bawaslu-16.06 r1 announce,forward_bkn,forward_regional_head,forward_agency
page petugas.bawaslu-16.06 case:r1 has="Langkah ini untuk: Fulan bin Contoh (PNS), Terlapor pppk (PPPK). Tetap menunggu di sini: Terlapor kades (Kepala desa)."
act petugas.bawaslu-16.06 r1 forward_bkn
# The civil servants went to BKN; for the village head Bawaslu still has to forward.
expect r1 state=forwarded holder=bkn terminal=no subjects="[0, 1]"
tracks r1 pilkada-2024-2=decided_other_law/2
refuse 409 step-blocked act petugas.bawaslu-16.06 r1 forward_bkn track=pilkada-2024-2 letter_number=1 letter_date=2024-10-14
act petugas.bawaslu-16.06 r1 forward_regional_head track=pilkada-2024-2
tracks r1 pilkada-2024-2=with_regional_head/2
proposes petugas.bkn r1 recommend_ppk 0=discipline 1=discipline
act petugas.bkn r1 recommend_ppk outcome=discipline
act pimpinan.ppk-16.06 r1 ppk_decide outcome=not_proven
act petugas.ppk-16.06 r1 close_not_proven
# Their way has ended. The case has not: the village head's goes on, and the reporter is told so.
expect r1 state=closed_not_proven terminal=no holder=bawaslu-16.06
track r1 terminal=no
page petugas.bawaslu-16.06 case:r1 lacks="Perkara ini selesai" has="Terlapor kades (Kepala desa)"
act petugas.bawaslu-16.06 r1 regional_head_not_proven track=pilkada-2024-2
tracks r1 pilkada-2024-2=closed_not_proven/2
expect r1 terminal=yes
track r1 terminal=yes

# Whoever forwards the village head first leaves the civil servants behind, in a procedure of their own.
report r2 act=DIS-04 occurred_on=2024-10-12 class=kades others=pns,perangkat_desa
act petugas.bawaslu-16.06 r2 initial_review outcome=complete
act petugas.bawaslu-16.06 r2 register
act petugas.bawaslu-16.06 r2 clarify who=reporter
act petugas.bawaslu-16.06 r2 study
act pimpinan.bawaslu-16.06 r2 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r2 announce
act petugas.bawaslu-16.06 r2 forward_regional_head
tracks r2 pilkada-2024-2=announced/1,2
act petugas.bawaslu-16.06 r2 forward_bkn track=pilkada-2024-2
tracks r2 pilkada-2024-2=forwarded/1 pilkada-2024-3=announced/2
act petugas.bawaslu-16.06 r2 forward_village_head track=pilkada-2024-3
act petugas.bkn r2 recommend_ppk track=pilkada-2024-2 outcome=discipline
# The days of the follow-up run in the civil servant's procedure alone.
expect r2 state=with_regional_head open=B05.follow_up
tracks r2 pilkada-2024-2=with_ppk/1 pilkada-2024-3=with_village_head/2
refuse 422 invalid-input act pimpinan.ppk-16.06 r2 begin_ethics track=pilkada-2024-2 member_count=5
act petugas.ppk-16.06 r2 begin_discipline track=pilkada-2024-2 outcome=light departs_because="Hanya hadir sebentar"

# Nobody is split off a report about persons who all go the same way.
report r3 act=DIS-04 occurred_on=2024-10-12 others=pppk,cpns
act petugas.bawaslu-16.06 r3 initial_review outcome=complete
act petugas.bawaslu-16.06 r3 register
act petugas.bawaslu-16.06 r3 clarify who=reporter
act petugas.bawaslu-16.06 r3 study
act pimpinan.bawaslu-16.06 r3 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r3 forward_bkn
tracks r3
