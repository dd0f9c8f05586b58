/**
 * What people here put into passwords first: words, names, places and their short forms, without accents, the usual
 * ones first. Chosen by hand; a guesser has such a list, too.
 */
export const VIETNAMESE_WORDS: readonly string[] = `
matkhau mat khau vietnam viet nam anhyeuem emyeuanh yeuem yeuanh anh em yeu toi ban minh nho thuong
khongbiet khongcho khong biet quen roi hoilamgi dangnhap taikhoan quantri quantrivien admin nguoidung hethong
xinchao chao camon cam on hanhphuc hanh phuc maiyeu mai maimai giadinh gia dinh bome bo me con vo chong gai trai
congaiyeu contrai congai meyeu bayeu ongba tinhyeu tinh tinhban bantoi hoa hong sen dao
mot hai ba bon nam sau bay tam chin muoi tram nghin trieu dau cuoi dai ngan lon nho moi cu dep xau that gia
ngay thang nam tuan hom nay mai qua sang trua chieu toi dem thu hai tu xuan ha dong tet nguyendan
ubnd hdnd ubndtinh uyban uy nhandan nhan dan vanphong van phong sonoivu sotaichinh sotuphap soyte sogiaoduc
soxaydung socongthuong congan quansu chinhquyen tinh huyen xa phuong thitran thanhpho khupho thon ap to
coquan co quan phongban lanhdao giamdoc chutich bithu chuyenvien canbo congchuc vienchuc ketoan vanthu nhanvien
chuyendoiso chuyen doi so dichvucong dich vu cong motcua mot cua hoso ho so thutuc thu tuc eoffice vneid dinhdanh
abc xyz asd qwe qaz test demo user guest root master pass password welcome login zalo facebook viettel vnpt mobifone
nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly
anh linh hoa huong lan mai thao trang thu thuy hang hanh hien hong hue nga ngoc nhung oanh phuong quynh tam thanh
trinh tuyet uyen van vy yen an bao binh cuong dat dung duc duy giang hai hieu hoan hung huy khang khanh khoa kien
lam long loc luan manh minh nam nghia nhan phat phong phuc quan quang quoc son tai tan thai thang thien thinh tho
tien toan tri trung truong tu tuan tung viet vinh vuong xuan
thanhtung minhtuan ducanh hoanganh thuytrang thanhhuong ngocanh minhanh tuananh quanganh kimngan thuhuong vananh
hanoi saigon hochiminh haiphong danang cantho hue nhatrang khanhhoa ninhthuan phanrang camranh ninhhoa vanninh
dienkhanh truongsa hoangsa angiang bacgiang bacninh camau caobang daklak dienbien dongnai dongthap gialai hatinh
hungyen laichau langson laocai lamdong nghean ninhbinh phutho quangngai quangninh quangtri sonla tayninh thainguyen
thanhhoa tuyenquang vinhlong binhduong binhdinh binhphuoc binhthuan bariavungtau vungtau baclieu bentre daknong
haiduong haugiang hanam hagiang hoabinh kiengiang kontum longan namdinh phuyen quangbinh quangnam soctrang thaibinh
tiengiang travinh vinhphuc yenbai dalat phuquoc halong sapa hoian quynhon buonmathuot bienhoa mytho
conrong contien rong tien meo cho ga heo trau bo ngua ran chuot ho tho biendong bien nui song cau duong pho nha
bongda bong vodich cadao phohanoi phobo bunbo banhmi caphe cafe trasua biahoi nuocmam
`
  .trim()
  .split(/\s+/);
