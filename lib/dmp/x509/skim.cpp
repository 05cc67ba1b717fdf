#include "dmp/x509/skim.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "dmp/core/tlv.hpp"
#include "dmp/core/utf8.hpp"
#include "dmp/x509/chain.hpp"
#include "dmp/x509/detail/names.hpp"
#include "dmp/x509/detail/pem.hpp"
#include "dmp/x509/detail/profile.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::x509 {
namespace {

enum Tag : std::uint8_t {
  kBoolean = 0x01,
  kInteger = 0x02,
  kBitString = 0x03,
  kOctetString = 0x04,
  kOid = 0x06,
  kUtf8 = 0x0C,
  kPrintable = 0x13,
  kIa5 = 0x16,
  kUtcTime = 0x17,
  kGeneralizedTime = 0x18,
  kSequence = 0x30,
  kSet = 0x31,
  kVersion = 0xA0,
  kExtensions = 0xA3
};

/// Reader takes elements off the front; once one is not as expected, it stays unusual.
class Reader {
 public:
  explicit Reader(ByteView rest) : rest_(rest) {}

  ByteView take(std::uint8_t tag) {
    const auto head = read_head(rest_);
    if (!head || head->tag != tag || !head->length || rest_.size() - head->header < *head->length) {
      unusual_ = true;
      rest_ = {};
      return {};
    }
    const auto value = rest_.subspan(head->header, *head->length);
    rest_ = rest_.subspan(head->header + *head->length);
    return value;
  }
  [[nodiscard]] std::uint8_t next() const {
    return rest_.empty() ? std::uint8_t{0} : rest_.front();
  }
  [[nodiscard]] bool more() const { return !rest_.empty(); }
  [[nodiscard]] bool unusual() const { return unusual_; }
  /// Whether all was taken, and all of it was as expected.
  [[nodiscard]] bool done() const { return !unusual_ && rest_.empty(); }

 private:
  ByteView rest_;
  bool unusual_ = false;
};

bool is(ByteView value, std::string_view bytes) { return as_text(value) == bytes; }

std::string upper_hex(ByteView bytes) {
  auto text = to_hex(bytes);
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

// --- names (RFC 5280 4.1.2.4) -------------------------------------------------------------------

struct Attribute {
  std::string_view type;
  std::string_view value;
};

std::optional<Attribute> read_attribute(ByteView set) {
  Reader alone(set);
  Reader pair(alone.take(kSequence));
  const auto oid = pair.take(kOid);
  const auto tag = pair.next();
  const auto value = as_text(pair.take(tag));
  const bool ascii = std::ranges::all_of(value, [](char c) { return c > 0; });
  const bool fits =
      tag == kUtf8 ? !find_invalid_utf8(value) : (tag == kPrintable || tag == kIa5) && ascii;
  if (!alone.done() || !pair.done() || !fits || oid.size() != 3 || oid[0] != 0x55 ||
      oid[1] != 0x04) {
    return std::nullopt;
  }
  switch (oid[2]) {
    case 3:
      return Attribute{"CN", value};
    case 6:
      return Attribute{"C", value};
    case 7:
      return Attribute{"L", value};
    case 8:
      return Attribute{"ST", value};
    case 10:
      return Attribute{"O", value};
    case 11:
      return Attribute{"OU", value};
    default:
      return std::nullopt;
  }
}

void keep(model::DistinguishedName& name, const Attribute& each) {
  if (each.type == "OU") {
    name.units.emplace_back(each.value);
    return;
  }
  auto& field = each.type == "CN"   ? name.common_name
                : each.type == "C"  ? name.country
                : each.type == "L"  ? name.locality
                : each.type == "ST" ? name.state
                                    : name.organisation;
  field = each.value;
}

bool skim_name(ByteView bytes, model::DistinguishedName& name) {
  std::array<Attribute, 16> parts;
  std::size_t count = 0;
  for (Reader reader(bytes); reader.more();) {
    const auto each = read_attribute(reader.take(kSet));
    if (!each || count == parts.size()) {
      return false;
    }
    parts[count++] = *each;
    keep(name, *each);
  }
  while (count-- > 0) {
    name.printed += detail::print_attribute(parts[count].type, parts[count].value);
    name.printed += count == 0 ? "" : ",";
  }
  return true;
}

// --- dates (RFC 5280 4.1.2.5) -------------------------------------------------------------------

std::optional<Instant> read_time(std::uint8_t tag, ByteView value) {
  const auto text = as_text(value);
  const std::size_t years = tag == kUtcTime ? 2 : 4;
  if (text.size() != years + 11 || text.back() != 'Z' ||
      !std::ranges::all_of(text.substr(0, text.size() - 1),
                           [](char c) { return c >= '0' && c <= '9'; })) {
    return std::nullopt;
  }
  const auto number = [&text](std::size_t at, std::size_t size) {
    int sum = 0;
    for (const char c : text.substr(at, size)) {
      sum = sum * 10 + (c - '0');
    }
    return sum;
  };
  const auto two = [&](std::size_t at) { return number(years + at, 2); };
  int year = number(0, years);
  if (years == 2) {
    year += year < 50 ? 2000 : 1900;
  }
  const Date date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(two(0))),
                  std::chrono::day(static_cast<unsigned>(two(2))));
  if (!date.ok() || two(4) > 23 || two(6) > 59 || two(8) > 59) {
    return std::nullopt;
  }
  return start_of(date) + std::chrono::hours(two(4)) + std::chrono::minutes(two(6)) +
         std::chrono::seconds(two(8));
}

bool skim_validity(ByteView bytes, model::CertificateFacts& facts) {
  Reader reader(bytes);
  const auto from_tag = reader.next();
  const auto from = read_time(from_tag, reader.take(from_tag));
  const auto to_tag = reader.next();
  const auto to = read_time(to_tag, reader.take(to_tag));
  const auto known = [](std::uint8_t tag) { return tag == kUtcTime || tag == kGeneralizedTime; };
  if (!reader.done() || !from || !to || !known(from_tag) || !known(to_tag)) {
    return false;
  }
  facts.not_before = *from;
  facts.not_after = *to;
  return true;
}

// --- extensions (RFC 5280 4.2.1) ----------------------------------------------------------------

/// Extensions gathers what they say of the usage; each reader returns whether it understood.
class Extensions {
 public:
  Extensions(model::CertificateFacts& facts, detail::Profile& profile)
      : facts_(facts), profile_(profile) {}

  bool read(ByteView list) {
    Reader outer(list);
    Reader all(outer.take(kSequence));
    while (all.more()) {
      Reader each(all.take(kSequence));
      const auto oid = each.take(kOid);
      if (each.next() == kBoolean && !is(each.take(kBoolean), "\xFF")) {
        return false;
      }
      const auto value = each.take(kOctetString);
      if (!each.done() || !one(oid, value)) {
        return false;
      }
    }
    return outer.done() && all.done();
  }

 private:
  bool one(ByteView oid, ByteView value) {
    if (is(oid, "\x2B\x06\x01\x05\x05\x07\x01\x01")) {
      return first(40) && is_sequence(value);
    }
    if (is(oid, std::string_view("\x2A\x81\x7A\x01\x47\x01\x02\x05", 8))) {
      return first(41) && category(value);
    }
    if (oid.size() != 3 || oid[0] != 0x55 || oid[1] != 0x1D || oid[2] < 14 || oid[2] > 46 ||
        !first(oid[2] - 14U)) {
      return false;
    }
    switch (oid[2]) {
      case 14:
        return subject_key(value);
      case 15:
        return key_usage(value);
      case 16:
        return private_key_period(value);
      case 17:
        return alternative_names(value);
      case 19:
        return constraints(value);
      case 31:
      case 46:
        return are_points(value);
      case 32:
        return is_sequence(value);
      case 35:
        return authority_key(value);
      case 37:
        return extended(value);
      default:
        return false;
    }
  }

  /// Whether this kind of extension was not met before.
  bool first(unsigned kind) {
    const auto bit = std::uint64_t{1} << kind;
    return (std::exchange(met_, met_ | bit) & bit) == 0;
  }

  static bool is_sequence(ByteView value) {
    Reader reader(value);
    Reader inside(reader.take(kSequence));
    while (inside.more()) {
      inside.take(kSequence);
    }
    return reader.done() && inside.done();
  }

  /// Distribution points that are URLs and nothing else.
  static bool are_points(ByteView value) {
    constexpr std::uint8_t kPoint = 0xA0;  // distributionPoint, and fullName inside it
    constexpr std::uint8_t kUrl = 0x86;
    Reader reader(value);
    Reader points(reader.take(kSequence));
    bool fine = true;
    while (points.more()) {
      Reader each(points.take(kSequence));
      Reader point(each.take(kPoint));
      Reader names(point.take(kPoint));
      while (names.more()) {
        names.take(kUrl);
      }
      fine = fine && each.done() && point.done() && names.done();
    }
    return fine && reader.done() && points.done();
  }

  bool category(ByteView value) {
    Reader reader(value);
    const auto byte = reader.take(kOctetString);
    if (!reader.done() || byte.size() != 1) {
      return false;
    }
    facts_.product_category = byte[0];
    return true;
  }

  bool subject_key(ByteView value) {
    Reader reader(value);
    facts_.subject_key_id = upper_hex(reader.take(kOctetString));
    return reader.done();
  }

  bool authority_key(ByteView value) {
    Reader reader(value);
    Reader inside(reader.take(kSequence));
    constexpr std::uint8_t kKeyId = 0x80;
    facts_.authority_key_id = upper_hex(inside.take(kKeyId));
    return reader.done() && inside.done();
  }

  bool key_usage(ByteView value) {
    Reader reader(value);
    const auto bits = reader.take(kBitString);
    if (!reader.done() || bits.size() < 2 || bits.size() > 3 || bits[0] > 7) {
      return false;
    }
    Bytes kept(bits.begin() + 1, bits.end());
    kept.back() &= static_cast<std::uint8_t>(0xFFU << bits[0]);
    profile_.key_usage = kept[0] | (kept.size() > 1 ? unsigned{kept[1]} << 8U : 0U);
    return profile_.key_usage != 0;
  }

  bool private_key_period(ByteView value) {
    Reader reader(value);
    Reader inside(reader.take(kSequence));
    constexpr std::uint8_t kStart = 0x80;
    constexpr std::uint8_t kEnd = 0x81;
    if (inside.next() == kStart && !read_time(kGeneralizedTime, inside.take(kStart))) {
      return false;
    }
    facts_.key_usage_ends = read_time(kGeneralizedTime, inside.take(kEnd));
    profile_.has_private_key_period = facts_.key_usage_ends.has_value();
    return reader.done() && inside.done() && facts_.key_usage_ends;
  }

  bool alternative_names(ByteView value) {
    Reader reader(value);
    Reader inside(reader.take(kSequence));
    constexpr std::uint8_t kEmail = 0x81;
    constexpr std::uint8_t kDns = 0x82;
    while (inside.more()) {
      const auto tag = inside.next();
      if (tag != kEmail && tag != kDns) {
        return false;
      }
      profile_.has_email |= tag == kEmail;
      inside.take(tag);
    }
    return reader.done() && inside.done();
  }

  bool constraints(ByteView value) {
    Reader reader(value);
    Reader inside(reader.take(kSequence));
    if (inside.next() == kBoolean) {
      facts_.is_ca = is(inside.take(kBoolean), "\xFF");
      if (!facts_.is_ca) {
        return false;
      }
    }
    if (facts_.is_ca && inside.more()) {
      const auto depth = inside.take(kInteger);
      return reader.done() && inside.done() && depth.size() == 1 && depth[0] < 0x80;
    }
    return reader.done() && inside.done();
  }

  bool extended(ByteView value) {
    struct Purpose {
      std::string_view oid;
      int nid;
    };
    static constexpr std::array kPurposes = {
        Purpose{"\x2B\x06\x01\x05\x05\x07\x03\x01", NID_server_auth},
        Purpose{"\x2B\x06\x01\x05\x05\x07\x03\x02", NID_client_auth},
        Purpose{"\x2B\x06\x01\x05\x05\x07\x03\x04", NID_email_protect},
        Purpose{std::string_view("\x55\x1D\x25\x00", 4), NID_anyExtendedKeyUsage}};
    Reader reader(value);
    Reader inside(reader.take(kSequence));
    while (inside.more()) {
      const auto found = std::ranges::find(kPurposes, as_text(inside.take(kOid)), &Purpose::oid);
      if (found == kPurposes.end()) {
        return false;
      }
      profile_.extended.push_back(found->nid);
    }
    std::ranges::sort(profile_.extended);
    return reader.done() && inside.done();
  }

  model::CertificateFacts& facts_;
  detail::Profile& profile_;
  std::uint64_t met_ = 0;
};

// --- the whole (RFC 5280 4.1) -------------------------------------------------------------------

bool is_oid(ByteView value) {
  // X.690 8.19: each number ends with a byte below 0x80 and none begins with 0x80.
  bool starts = true;
  for (const auto byte : value) {
    if (starts && byte == 0x80) {
      return false;
    }
    starts = byte < 0x80;
  }
  return !value.empty() && starts;
}

/// An AlgorithmIdentifier with no parameters, NULL, or the name of a curve.
bool is_algorithm(ByteView value) {
  constexpr std::uint8_t kNull = 0x05;
  Reader reader(value);
  bool fine = is_oid(reader.take(kOid));
  if (reader.next() == kNull) {
    fine = reader.take(kNull).empty() && fine;
  } else if (reader.more()) {
    fine = is_oid(reader.take(kOid)) && fine;
  }
  return fine && reader.done();
}

/// A BIT STRING of whole bytes.
bool is_bits(ByteView value) { return value.size() > 1 && value.front() == 0; }

bool skim_serial(ByteView bytes, model::CertificateFacts& facts) {
  if (bytes.empty() || bytes[0] >= 0x80) {
    return false;
  }
  while (bytes.size() > 1 && bytes[0] == 0) {
    bytes = bytes.subspan(1);
  }
  facts.serial = upper_hex(bytes);
  return bytes[0] != 0;
}

bool skim_body(ByteView body, model::CertificateFacts& facts) {
  Reader reader(body);
  if (!is(reader.take(kVersion), "\x02\x01\x02") || !skim_serial(reader.take(kInteger), facts)) {
    return false;
  }
  const bool signed_by_known = is_algorithm(reader.take(kSequence));
  detail::Profile profile;
  const bool fine = signed_by_known && skim_name(reader.take(kSequence), facts.issuer) &&
                    skim_validity(reader.take(kSequence), facts) &&
                    skim_name(reader.take(kSequence), facts.subject);
  Reader key(reader.take(kSequence));
  const bool key_fine = is_algorithm(key.take(kSequence)) && is_bits(key.take(kBitString));
  if (!fine || !key_fine || !key.done() ||
      !Extensions(facts, profile).read(reader.take(kExtensions)) || !reader.done()) {
    return false;
  }
  profile.is_ca = facts.is_ca;
  profile.category = facts.product_category;
  facts.usage = detail::usage_of(profile);
  return true;
}

/// A decoder of RFC 4648 base64 in lines; nothing for what is not exactly that.
std::optional<Bytes> decode_lines(std::string_view text) {
  static constexpr auto kValues = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
      values[static_cast<std::uint8_t>(kAlphabet[i])] = static_cast<std::int8_t>(i);
    }
    return values;
  }();
  Bytes out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t group = 0;
  unsigned held = 0;
  unsigned padding = 0;
  for (const char c : text) {
    const auto value = kValues[static_cast<std::uint8_t>(c)];
    if (value >= 0 && padding == 0) {
      group = group << 6U | static_cast<std::uint32_t>(value);
    } else if (c == '=' && held >= 2) {
      group <<= 6U;
      ++padding;
    } else if (c == '\n' || c == '\r') {
      continue;
    } else {
      return std::nullopt;
    }
    if (++held == 4) {
      out.push_back(static_cast<std::uint8_t>(group >> 16U));
      out.push_back(static_cast<std::uint8_t>(group >> 8U));
      out.push_back(static_cast<std::uint8_t>(group));
      held = 0;
    }
  }
  if (held != 0 || padding > 2) {
    return std::nullopt;
  }
  out.resize(out.size() - padding);
  return out;
}

}  // namespace

std::optional<model::CertificateFacts> skim_certificate(ByteView der) {
  std::optional<model::CertificateFacts> facts(std::in_place);
  Reader outer(der);
  Reader parts(outer.take(kSequence));
  const auto body = parts.take(kSequence);
  const bool is_signed = is_algorithm(parts.take(kSequence)) && is_bits(parts.take(kBitString));
  if (!outer.done() || !parts.done() || !is_signed || !skim_body(body, *facts)) {
    return std::nullopt;
  }
  facts->sha256 = sha256_hex(der);
  const auto* known = find_known_authority(facts->sha256);
  facts->environment =
      known == nullptr ? detail::environment_of(facts->issuer) : known->environment;
  return facts;
}

std::optional<std::vector<model::CertificateFacts>> skim_contents(ByteView content) {
  constexpr std::string_view kBegin = "-----BEGIN CERTIFICATE-----";
  constexpr std::string_view kEnd = "-----END CERTIFICATE-----";
  constexpr std::string_view kAnyBegin = "-----BEGIN";
  std::vector<model::CertificateFacts> all;
  const auto add = [&all](ByteView der) {
    auto facts = skim_certificate(der);
    if (facts) {
      all.push_back(std::move(*facts));
    }
    return facts.has_value();
  };
  if (!content.empty() && content.front() == kSequence) {
    return add(content) ? std::optional(std::move(all)) : std::nullopt;
  }
  const auto text = as_text(content);
  for (auto at = text.find(kAnyBegin); at != std::string_view::npos;
       at = text.find(kAnyBegin, at)) {
    const auto block = text.substr(at);
    const auto end = block.find(kEnd);
    if (!block.starts_with(kBegin) || end == std::string_view::npos) {
      return std::nullopt;
    }
    const auto der = decode_lines(block.substr(kBegin.size(), end - kBegin.size()));
    if (!der || !add(*der)) {
      return std::nullopt;
    }
    at += end + kEnd.size();
  }
  return all.empty() ? std::nullopt : std::optional(std::move(all));
}

}  // namespace dmp::x509
