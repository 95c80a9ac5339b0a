# A village head is no civil servant: the regent answers, Bawaslu records what follows.
now 2024-10-14T09:00:00+07:00
report r1 class=kades agency="Desa Contoh"
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 forward_regional_head
expect r1 state=with_regional_head holder=bawaslu-16.06 open=
act petugas.bawaslu-16.06 r1 regional_head_monitor
refuse 409 step-blocked act petugas.bawaslu-16.06 r1 regional_head_suspend decision_number=1 decision_date=2024-10-14
act petugas.bawaslu-16.06 r1 regional_head_warn kind=written
act petugas.bawaslu-16.06 r1 regional_head_suspend
act petugas.bawaslu-16.06 r1 regional_head_end outcome=dismissed
expect r1 state=closed_sanctioned terminal=yes holder=
# Who is reinstated after a suspension closes with words of its own: no sanction is left to speak of.
report r2 class=kades agency="Desa Contoh"
act petugas.bawaslu-16.06 r2 initial_review outcome=complete
act petugas.bawaslu-16.06 r2 register
act petugas.bawaslu-16.06 r2 clarify who=reporter
act petugas.bawaslu-16.06 r2 study
act pimpinan.bawaslu-16.06 r2 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r2 forward_regional_head
act petugas.bawaslu-16.06 r2 regional_head_warn kind=written
act petugas.bawaslu-16.06 r2 regional_head_suspend
act petugas.bawaslu-16.06 r2 regional_head_end outcome=reinstated
expect r2 state=closed_reinstated terminal=yes holder=
# UU 6/2014 Ps 28-30 name the village head alone: of a member of the council the regent's answer is recorded, on the basis
# that the letter names.
report r3 class=bpd agency="Desa Contoh"
act petugas.bawaslu-16.06 r3 initial_review outcome=complete
act petugas.bawaslu-16.06 r3 register
act petugas.bawaslu-16.06 r3 clarify who=reporter
act petugas.bawaslu-16.06 r3 study
act pimpinan.bawaslu-16.06 r3 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r3 forward_regional_head
offers petugas.bawaslu-16.06 r3 council_record,regional_head_monitor
refuse 409 step-blocked act petugas.bawaslu-16.06 r3 regional_head_warn kind=written decision_date=2024-10-14
act petugas.bawaslu-16.06 r3 council_record outcome=acted basis="Diberhentikan menurut peraturan daerah"
expect r3 state=closed_agency terminal=yes holder=
