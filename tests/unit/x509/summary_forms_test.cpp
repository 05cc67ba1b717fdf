#include <functional>

#include "summary_helpers.hpp"

using namespace dmp;
using namespace dmp::test;
using x509::detail::element;

namespace {

/// Places in a TBSCertificate of version 3 (RFC 5280 4.1).
enum Field : std::size_t { version, serial, algorithm, issuer, validity, subject, key, extensions };

Bytes bytes_of(std::string_view text) {
  const auto bytes = as_bytes(text);
  return {bytes.begin(), bytes.end()};
}

ByteView contents_of(ByteView part) { return read_elements(part).front().value; }

/// The certificate with a TBSCertificate that `change` has been at.
Bytes rebuilt(ByteView der, const std::function<void(std::vector<Bytes>&)>& change) {
  auto outer = parts_of(contents_of(der));
  auto body = parts_of(contents_of(outer[0]));
  change(body);
  outer[0] = element(0x30, joined(body));
  return element(0x30, joined(outer));
}

Bytes with(ByteView der, Field field, const Bytes& part) {
  return rebuilt(der, [&](std::vector<Bytes>& body) { body.at(field) = part; });
}

Bytes with_extension(ByteView der, const Bytes& extension) {
  return rebuilt(der, [&](std::vector<Bytes>& body) {
    auto list = parts_of(contents_of(contents_of(body.at(extensions))));
    list.push_back(extension);
    body.at(extensions) = element(0xA3, element(0x30, joined(list)));
  });
}

/// An extension 2.5.29.`number`.
Bytes extension(std::uint8_t number, std::string_view value, std::string_view critical = {}) {
  return element(
      0x30,
      joined({{0x06, 3, 0x55, 0x1D, number}, bytes_of(critical), element(0x04, as_bytes(value))}));
}

/// A name of one attribute 2.5.4.`type`.
Bytes name(std::uint8_t type, std::uint8_t tag, std::string_view value) {
  const auto attribute =
      element(0x30, joined({{0x06, 3, 0x55, 0x04, type}, element(tag, as_bytes(value))}));
  return element(0x30, element(0x31, attribute));
}

Bytes times(std::uint8_t tag, std::string_view end) {
  return element(0x30,
                 joined({element(0x17, as_bytes("240101000000Z")), element(tag, as_bytes(end))}));
}

const Bytes& sample() {
  static const auto der =
      made("-days 10", "subjectKeyIdentifier=hash\nkeyUsage=digitalSignature\n");
  return der;
}

using namespace std::literals;

}  // namespace

TEST_CASE("a summary needs the whole certificate and nothing behind it") {
  const auto& der = sample();
  REQUIRE(agree(der));
  for (std::size_t size = 0; size < der.size(); ++size) {
    REQUIRE_FALSE(x509::summarise(ByteView(der).first(size)));
  }
  for (const auto* rest : {"\n", "x"}) {
    CHECK_FALSE(x509::summarise(joined({der, bytes_of(rest)})));
  }
  const auto inner = contents_of(der);
  CHECK_FALSE(x509::summarise(inner));
  CHECK_FALSE(x509::summarise(element(0x30, joined({{inner.begin(), inner.end()}, {5, 0}}))));
  CHECK_FALSE(x509::summarise(element(0x30, {})));
}

TEST_CASE("a summary of lengths in BER is what the whole reader says") {
  const auto& der = sample();
  const auto inner = contents_of(der);
  REQUIRE(der[1] == 0x82);
  // One byte more than the length needs, and no length at all.
  agree(joined({{0x30, 0x83, 0, der[2], der[3]}, {inner.begin(), inner.end()}}));
  CHECK_FALSE(agree(joined({{0x30, 0x80}, {inner.begin(), inner.end()}, {0, 0}})));
  CHECK_FALSE(agree(joined({{0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF}, {inner.begin(), inner.end()}})));
  for (const auto& part : {Bytes{0x02, 0x81, 0x01, 0x05}, Bytes{0x02, 0x82, 0x00, 0x01, 0x05},
                           Bytes{0x22, 0x03, 0x02, 0x01, 0x05}, Bytes{0x22, 0x80, 2, 1, 5, 0, 0}}) {
    agree(with(der, serial, part));
  }
}

TEST_CASE("a serial number has a summary where OpenSSL takes it") {
  const auto number = [](Bytes contents) {
    const auto der = with(sample(), serial, element(0x02, contents));
    return agree(der) ? x509::summarise(der)->serial : "(none)";
  };
  CHECK(number({0}) == "0");
  CHECK(number({5}) == "05");
  CHECK(number({0x7F, 0}) == "7F00");
  CHECK(number({0, 0x80}) == "80");
  CHECK(number({0xFF}) == "-01");
  CHECK(number({0x80}) == "-80");
  CHECK(number({0xFF, 0}) == "-0100");
  CHECK(number(Bytes(40, 0x11)) == std::string(80, '1'));
  CHECK(number({}) == "(none)");
  CHECK(number({0, 5}) == "(none)");
  CHECK(number({0, 0}) == "(none)");
  CHECK(number({0xFF, 0x80}) == "(none)");
}

TEST_CASE("other frames have a summary only when the whole reader takes them") {
  const auto& der = sample();
  const auto drop = [&](Field field) {
    return rebuilt(der, [&](std::vector<Bytes>& body) {
      body.erase(body.begin() + static_cast<std::ptrdiff_t>(field));
    });
  };
  CHECK(agree(drop(version)));
  CHECK(agree(drop(extensions)));
  for (const auto field : {serial, algorithm, issuer, validity, subject, key}) {
    CAPTURE(field);
    CHECK_FALSE(agree(drop(field)));
  }
  CHECK(agree(with(der, version, {0xA0, 3, 2, 1, 0})));
  CHECK_FALSE(agree(with(der, version, {0xA0, 2, 2, 0})));
  CHECK_FALSE(agree(with(der, version, {0xA0, 6, 2, 1, 2, 2, 1, 2})));
  CHECK_FALSE(agree(with(der, version, {0x80, 1, 2})));
  CHECK(agree(with(der, extensions, {0xA3, 2, 0x30, 0})));
  CHECK_FALSE(agree(with(der, extensions, {0xA3, 0})));
  CHECK_FALSE(agree(with(der, extensions, {0xA3, 4, 0x30, 0, 0x30, 0})));
  CHECK_FALSE(agree(with(der, extensions, {0xA3, 4, 0x30, 2, 0x30, 0})));
  // Unique identifiers are left to OpenSSL.
  CHECK_FALSE(agree(rebuilt(der, [](std::vector<Bytes>& body) {
    body.insert(body.begin() + extensions, Bytes{0x81, 2, 0, 1});
  })));
  auto outer = parts_of(contents_of(der));
  for (const auto& signature : {Bytes{3, 0}, Bytes{3, 1, 0}, Bytes{3, 2, 1, 0x80},
                                Bytes{3, 2, 8, 1}, Bytes{0x23, 4, 3, 2, 0, 1}, Bytes{4, 2, 0, 1}}) {
    outer[2] = signature;
    CHECK_FALSE(x509::summarise(element(0x30, joined(outer))));
  }
}

TEST_CASE("times have a summary in the forms of RFC 5280 and on days that exist") {
  const auto ends = [](std::uint8_t tag, std::string_view end) {
    return agree(with(sample(), validity, times(tag, end)));
  };
  for (const int year : {1900, 1950, 1999, 2000, 2026, 2028, 2049, 2050, 2100}) {
    for (int month = 0; month <= 13; ++month) {
      for (const int day : {0, 1, 28, 29, 30, 31, 32}) {
        const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
        const auto end = std::to_string(year) + two(month) + two(day) + "235959Z";
        CAPTURE(end);
        const bool exists =
            std::chrono::year_month_day(std::chrono::year(year),
                                        std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day)))
                .ok();
        CHECK(ends(0x18, end) == exists);
        if (year >= 1950 && year < 2050) {
          CHECK(ends(0x17, end.substr(2)) == exists);
        }
      }
    }
  }
  for (const auto* end : {"20260230000000Z", "20260101240000Z", "20260101006000Z",
                          "20260101000060Z", "20260101000000.5Z", "202601010000Z", "20260101000000",
                          "20260101000000+0100", "2026010100000 Z", " 0260101000000Z",
                          "+0260101000000Z", "20260101000000z", "260101000000Z", ""}) {
    CAPTURE(end);
    CHECK_FALSE(ends(0x18, end));
  }
  for (const auto* end :
       {"2601010000Z", "260101000000.5Z", "260101000000+0100", "260101000060Z", "260101000000",
        "2601010000-0Z", "20260101000000Z", "-60101000000Z", ""}) {
    CAPTURE(end);
    CHECK_FALSE(ends(0x17, end));
  }
  CHECK_FALSE(ends(0x16, "260101000000Z"));
  CHECK_FALSE(ends(0x37,
                   "\x17\x0D"
                   "260101000000Z"));
}

TEST_CASE("names have a summary where X509_NAME takes them") {
  const auto& der = sample();
  for (const auto& [tag, value] : {std::pair(0x0C, "Hôpital"s),
                                   {0x0C, ""s},
                                   {0x0C, " #,+\"\\<>; "s},
                                   {0x0C, "a\0b"s},
                                   {0x0C, "\xE2\x80\xAE"s},
                                   {0x13, "plain"s},
                                   {0x13, "H\xF4pital"s},
                                   {0x16, "a@b"s},
                                   {0x16, "\xE9"s},
                                   {0x14, "H\xF4pital"s},
                                   {0x1E, "\0x\0y"s},
                                   {0x1C, "\0\0\0x"s},
                                   {0x12, "12"s},
                                   {0x03, "\0\x01"s},
                                   {0x0C, std::string(70'000, 'x')},
                                   {0x2C, "\x0C\x01x"s}}) {
    CAPTURE(tag, value);
    const auto changed = with(der, subject, name(11, static_cast<std::uint8_t>(tag), value));
    CHECK(agree(changed));
    CHECK(agree(with(der, issuer, name(10, static_cast<std::uint8_t>(tag), value))));
  }
  for (const auto& [tag, value] : {std::pair(0x0C, "\xC3"s),
                                   {0x0C, "\xED\xA0\x80"s},
                                   {0x0C, "\xC0\x80"s},
                                   {0x1E, "\0xy"s},
                                   {0x1C, "\0\0x"s},

                                   {0x04, "x"s}}) {
    CAPTURE(tag, value);
    const auto changed = with(der, subject, name(11, static_cast<std::uint8_t>(tag), value));
    CHECK_FALSE(x509::summarise(changed));
    CHECK_FALSE(x509::Certificate::from_der(changed, "file"));
  }
  CHECK_FALSE(agree(with(der, subject, name(11, 0x0C, std::string(1'100'000, 'x')))));
  // Types that OpenSSL does not know, and that are none.
  CHECK(agree(with(der, subject, name(0x7F, 0x0C, "x"))));
  CHECK_FALSE(agree(with(der, subject, name(0x80, 0x0C, "x"))));
  for (const auto& odd : {Bytes{0x30, 0}, Bytes{0x30, 2, 0x31, 0}, Bytes{0x30, 4, 0x31, 2, 0x30, 0},
                          Bytes{0x31, 0}, Bytes{0x30, 2, 0x30, 0}, Bytes{0x30, 1, 0x31}}) {
    agree(with(der, subject, odd));
  }
}

TEST_CASE("extensions have a summary where OpenSSL takes them") {
  const auto& der = sample();
  constexpr std::uint8_t kOwnKey = 14;
  constexpr std::uint8_t kPeriod = 16;
  const auto without_key =
      made("-days 10",
           "subjectKeyIdentifier=none\nauthorityKeyIdentifier=none\nkeyUsage=digitalSignature\n");
  const auto summary =
      x509::summarise(with_extension(without_key, extension(kOwnKey, "\x04\x02\x01\xAB")));
  REQUIRE(summary);
  CHECK(summary->subject_key_id.empty());  // Nobody asks for it but of an authority.
  const auto authority_without_key =
      made("-days 10",
           "basicConstraints=CA:TRUE\nsubjectKeyIdentifier=none\nauthorityKeyIdentifier=none\n");
  const auto authority = x509::summarise(
      with_extension(authority_without_key, extension(kOwnKey, "\x04\x02\x01\xAB")));
  REQUIRE(authority);
  CHECK(authority->subject_key_id == "01AB");
  for (const auto& value :
       {"\x04\x01\x01"s, "\x04\0"s, "\x04\x81\x01\x01"s, "\x24\x03\x04\x01\x01"s, "\x04\x01\x01\0"s,
        "\x04\x02\x01"s, "\x05\0"s, ""s}) {
    for (const auto& without : {without_key, authority_without_key}) {
      agree(with_extension(without, extension(kOwnKey, value)));
      agree(with_extension(without, extension(kOwnKey, value, "\x01\x01\xFF")));
    }
    CHECK_FALSE(agree(with_extension(der, extension(kOwnKey, value))));  // there twice
  }
  // `critical` that is DEFAULT, none of DER's values, or no BOOLEAN.
  for (const auto& critical :
       {"\x01\x01\0"s, "\x01\x01\x01"s, "\x01\0"s, "\x01\x02\0\0"s, "\x02\x01\0"s}) {
    agree(with_extension(without_key, extension(kOwnKey, "\x04\x01\x01", critical)));
    agree(with_extension(der, extension(99, "\x05\0", critical)));
  }
  const auto period = [&](const std::string& from, const std::string& to) {
    return agree(with_extension(
        der, extension(kPeriod, as_text(element(0x30, joined({bytes_of(from), bytes_of(to)}))))));
  };
  CHECK(
      period("\x80\x0F"
             "20240101000000Z",
             "\x81\x0F"
             "20260101000000Z"));
  CHECK(period("",
               "\x81\x0F"
               "20260101000000Z"));
  CHECK(
      period("\x80\x0F"
             "20240101000000Z",
             ""));
  CHECK(period("", ""));
  CHECK(
      period("\x80\x01"
             "x",
             "\x81\x0F"
             "20260101000000Z"));
  CHECK_FALSE(
      period("\x80\x0F"
             "20240101000000Z",
             "\x81\x0F"
             "20260230000000Z"));
  CHECK_FALSE(
      period("\x80\x0F"
             "20240101000000Z",
             "\x81\x0D"
             "260101000000Z"));
  CHECK_FALSE(
      period("\x80\x0F"
             "20240101000000Z",
             "\x81\x11"
             "20260101000000.5Z"));
  CHECK_FALSE(
      period("\x81\x0F"
             "20260101000000Z",
             "\x80\x0F"
             "20240101000000Z"));
  CHECK_FALSE(
      period("\x80\x0F"
             "20240101000000Z",
             "\x81\x0F"
             "20260101000000Z\x05"));
}

TEST_CASE("a certificate with one bit changed has no other summary than the whole reader's") {
  auto der = made(
      "-days 10 -subj /C=FR/O=Site/CN=x",
      "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
      "basicConstraints=CA:FALSE\nextendedKeyUsage=clientAuth\n"
      "subjectAltName=email:a@b.fr\nkeyUsage=critical,digitalSignature\n"
      "1.2.250.1.71.1.2.5=ASN1:FORMAT:HEX,OCTETSTRING:83\n"
      "2.5.29.16=DER:3022800F32303234303130313030303030305A810F32303236303130313030303030305A\n");
  REQUIRE(agree(der));
  int all = 0;
  for (std::size_t at = 0; at < der.size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      der[at] = static_cast<std::uint8_t>(der[at] ^ 1U << bit);
      CAPTURE(at, bit);
      all += agree_but_for_key(der) ? 1 : 0;
      der[at] = static_cast<std::uint8_t>(der[at] ^ 1U << bit);
    }
  }
  CHECK(all > 2000);
}
