/**
 * A certificate for `trang.example` that no authority has signed, and its key. Both are of tests alone and protect
 * nothing; Node can serve with them and not make them.
 */
export const SELF_SIGNED = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBoTCCAUegAwIBAgIUIIFgrZUgWZ2D6gPg4ZUp6hBeH4MwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNdHJhbmcuZXhhbXBsZTAgFw0yNjExMjUxMDIxMzhaGA8yMTI2
MTEwMTEwMjEzOFowGDEWMBQGA1UEAwwNdHJhbmcuZXhhbXBsZTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABCsYCkK8Zsczrepz77w8E+4vR+mPtNz5vshgmU0d7ipV
D994zdIaFwo5MBjWWBSzW/NtC68SH86OyMz5IA+yucSjbTBrMB0GA1UdDgQWBBTk
hL4zZMkYy3FXQtO30E4Z6QhkmDAfBgNVHSMEGDAWgBTkhL4zZMkYy3FXQtO30E4Z
6QhkmDAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+CDXRyYW5nLmV4YW1wbGUw
CgYIKoZIzj0EAwIDSAAwRQIhAMSp/ag1KAOhZzOYi9T8he79UYGeakm7Ifcwj2wP
A5kXAiBbjiMCWYuAYqDlZNkLdo06YPkez8WpLxGX8eznhLzEzw==
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQglII5su6eSafd8NbB
Lzn4wNp6ZHr/6DljnqoFNjskFs+hRANCAAQrGApCvGbHM63qc++8PBPuL0fpj7Tc
+b7IYJlNHe4qVQ/feM3SGhcKOTAY1lgUs1vzbQuvEh/OjsjM+SAPsrnE
-----END PRIVATE KEY-----
`,
};
