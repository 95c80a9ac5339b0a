# Two civil servants of one class, reported together: one is examined, nothing is proven of the other. A step is taken for
# some; who was not meant stays where they were, in a procedure of their own.
now 2024-10-14T09:00:00+07:00
report r1 act=DIS-04 occurred_on=2024-10-12 others=pns,kades
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
# The plenary is about the report: it is for all alike.
refuse 422 invalid-input act pimpinan.bawaslu-16.06 r1 plenary persons=0 outcome=violation_other_law
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 forward_bkn
tracks r1 pilkada-2024-2=decided_other_law/2
# Nobody is meant; somebody whom the step is not for; somebody who is not there.
refuse 422 invalid-input act petugas.bkn r1 recommend_ppk persons= outcome=discipline
refuse 422 invalid-input act petugas.bkn r1 recommend_ppk persons=2 outcome=discipline
refuse 422 invalid-input act petugas.bkn r1 recommend_ppk persons=0,9 outcome=discipline
act petugas.bkn r1 recommend_ppk outcome=discipline
page petugas.ppk-16.06 case:r1 has="Langkah ini untuk" has="Yang tidak dipilih tetap menunggu di sini"
act petugas.ppk-16.06 r1 begin_discipline persons=0 outcome=heavy
expect r1 state=discipline_heavy subjects="[0]"
tracks r1 pilkada-2024-2=decided_other_law/2 pilkada-2024-3=with_ppk/1
act pimpinan.ppk-16.06 r1 ppk_decide track=pilkada-2024-3 outcome=not_proven
act petugas.ppk-16.06 r1 close_not_proven track=pilkada-2024-3
tracks r1 pilkada-2024-2=decided_other_law/2 pilkada-2024-3=closed_not_proven/1
expect r1 terminal=no
# The days of the follow-up run on for the one who is examined.
expect r1 open=B05.follow_up
