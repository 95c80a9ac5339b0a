# The statute of the regional elections knows help, and no takeover of all tasks: none is offered, and which article is missing is said.
now 2024-10-14T09:00:00+07:00
report r1
offers pimpinan.bawaslu-16 r1
refuse 409 step-blocked act pimpinan.bawaslu-16 r1 take_over_by_province reasons=x decision_number=1 opinion=x ends_when=x
refuse 409 step-blocked act pimpinan.bawaslu r1 take_over_by_nation reasons=x decision_number=1 ends_when=x
refuse 409 step-blocked act pimpinan.bawaslu-16.06 r1 give_back reasons=x
expect r1 version=1
page pimpinan.bawaslu-16 case:r1 has="UU 10/2016 Ps 22B huruf f" has="sumber belum dicek ulang"
page pimpinan.bawaslu over:r1 has="UU 7/2017 Ps 95 huruf f" has="Tidak ada langkah untuk kantor Anda"
page petugas.bawaslu-16.06 case:r1 lacks="Ps 22B"
