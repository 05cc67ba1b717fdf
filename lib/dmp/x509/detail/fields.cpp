#include "dmp/x509/detail/fields.hpp"

#include <algorithm>
#include <array>
#include <ctime>

#include "dmp/base/tlv.hpp"
#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/key_soundness.hpp"
#include "dmp/x509/detail/names.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::x509::detail {
namespace {

std::string_view string_type(int tag) {
  switch (tag) {
    case V_ASN1_UTF8STRING:
      return "UTF8String";
    case V_ASN1_PRINTABLESTRING:
      return "PrintableString";
    case V_ASN1_IA5STRING:
      return "IA5String";
    case V_ASN1_T61STRING:
      return "TeletexString";
    case V_ASN1_BMPSTRING:
      return "BMPString";
    case V_ASN1_UNIVERSALSTRING:
      return "UniversalString";
    case V_ASN1_NUMERICSTRING:
      return "NumericString";
    default:
      return "?";
  }
}

std::vector<std::string> read_key_usage(X509* x509) {
  struct Bit {
    std::uint32_t mask;
    std::string_view name;
  };
  static constexpr std::array kBits = {Bit{KU_DIGITAL_SIGNATURE, "digitalSignature"},
                                       Bit{KU_NON_REPUDIATION, "nonRepudiation"},
                                       Bit{KU_KEY_ENCIPHERMENT, "keyEncipherment"},
                                       Bit{KU_DATA_ENCIPHERMENT, "dataEncipherment"},
                                       Bit{KU_KEY_AGREEMENT, "keyAgreement"},
                                       Bit{KU_KEY_CERT_SIGN, "keyCertSign"},
                                       Bit{KU_CRL_SIGN, "cRLSign"},
                                       Bit{KU_ENCIPHER_ONLY, "encipherOnly"},
                                       Bit{KU_DECIPHER_ONLY, "decipherOnly"}};
  std::vector<std::string> names;
  // Without the extension OpenSSL answers with every bit set.
  if ((X509_get_extension_flags(x509) & EXFLAG_KUSAGE) == 0) {
    return names;
  }
  const auto usage = X509_get_key_usage(x509);
  for (const auto& bit : kBits) {
    if ((usage & bit.mask) != 0) {
      names.emplace_back(bit.name);
    }
  }
  return names;
}

std::string_view name_kind(int type) {
  switch (type) {
    case GEN_EMAIL:
      return "rfc822Name";
    case GEN_DNS:
      return "dNSName";
    case GEN_X400:
      return "x400Address";
    case GEN_DIRNAME:
      return "directoryName";
    case GEN_EDIPARTY:
      return "ediPartyName";
    case GEN_URI:
      return "uniformResourceIdentifier";
    case GEN_IPADD:
      return "iPAddress";
    case GEN_RID:
      return "registeredID";
    default:
      return "otherName";
  }
}

void add_uri(const GENERAL_NAME* name, std::vector<std::string>& urls) {
  if (name->type == GEN_URI) {
    urls.push_back(to_utf8(name->d.uniformResourceIdentifier));
  }
}

void read_locations(const X509* x509, model::CertificateProfile& profile) {
  if (const auto points = extension<UniquePoints>(x509, NID_crl_distribution_points)) {
    for (int i = 0; i < sk_DIST_POINT_num(points.get()); ++i) {
      const auto* place = sk_DIST_POINT_value(points.get(), i)->distpoint;
      const auto* names = place != nullptr && place->type == 0 ? place->name.fullname : nullptr;
      for (int j = 0; names != nullptr && j < sk_GENERAL_NAME_num(names); ++j) {
        add_uri(sk_GENERAL_NAME_value(names, j), profile.crl_urls);
      }
    }
  }
  if (const auto access = extension<UniqueAccess>(x509, NID_info_access)) {
    for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(access.get()); ++i) {
      const auto* each = sk_ACCESS_DESCRIPTION_value(access.get(), i);
      const int method = OBJ_obj2nid(each->method);
      if (method == NID_ad_OCSP) {
        add_uri(each->location, profile.ocsp_urls);
      } else if (method == NID_ad_ca_issuers) {
        add_uri(each->location, profile.issuer_urls);
      }
    }
  }
}

void read_purposes(const X509* x509, model::CertificateProfile& profile) {
  if (const auto purposes = extension<UniquePurposes>(x509, NID_ext_key_usage)) {
    for (int i = 0; i < sk_ASN1_OBJECT_num(purposes.get()); ++i) {
      profile.extended_key_usage.push_back(oid_text(sk_ASN1_OBJECT_value(purposes.get(), i)));
    }
  }
  if (const auto names = extension<UniqueAlternatives>(x509, NID_subject_alt_name)) {
    profile.alternative_names = name_kinds(names.get());
  }
}

/// The number of two digits at the start of a text that has them; 100 or more for anything else.
unsigned two_digits(std::string_view text) {
  const unsigned tens = static_cast<unsigned char>(text[0]) - unsigned{'0'};
  const unsigned ones = static_cast<unsigned char>(text[1]) - unsigned{'0'};
  return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

std::size_t serial_bytes(const X509* x509) {
  const UniqueBignum number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(x509), nullptr));
  return number ? static_cast<std::size_t>(BN_num_bytes(number.get())) : 0;
}

}  // namespace

std::optional<Instant> instant_of(const ASN1_TIME* time) {
  // OpenSSL also reads the forms of X.680: without seconds, with fractions or with a time zone.
  constexpr std::size_t kUtcTime = 13;
  constexpr std::size_t kGeneralizedTime = 15;
  std::tm parts{};
  if (time == nullptr) {
    return std::nullopt;
  }
  const auto text = as_text(view_of(time));
  const auto usual = ASN1_STRING_type(time) == V_ASN1_UTCTIME ? kUtcTime : kGeneralizedTime;
  if (text.size() != usual || !text.ends_with('Z') || ASN1_TIME_to_tm(time, &parts) != 1) {
    return std::nullopt;
  }
  const Date date(std::chrono::year(parts.tm_year + 1900),
                  std::chrono::month(static_cast<unsigned>(parts.tm_mon) + 1),
                  std::chrono::day(static_cast<unsigned>(parts.tm_mday)));
  return start_of(date) + std::chrono::hours(parts.tm_hour) + std::chrono::minutes(parts.tm_min) +
         std::chrono::seconds(parts.tm_sec);
}

std::optional<Instant> instant_of(const Element& time) {
  auto text = as_text(time.contents);
  const bool is_short = time.identifier() == V_ASN1_UTCTIME;
  constexpr std::string_view kUsual = "YYYYMMDDhhmmssZ";
  if (text.size() != kUsual.size() - (is_short ? 2 : 0) || !text.ends_with('Z')) {
    return std::nullopt;
  }
  std::array<unsigned, 7> pairs{};
  for (auto pair = pairs.begin() + (is_short ? 1 : 0); pair != pairs.end(); ++pair) {
    *pair = two_digits(text);
    if (*pair >= 100) {
      return std::nullopt;
    }
    text.remove_prefix(2);
  }
  auto [century, year, month, day, hour, minute, second] = pairs;
  if (is_short) {
    century = year < 50 ? 20 : 19;  // RFC 5280 4.1.2.5.1
  }
  const Date date(std::chrono::year(static_cast<int>(century * 100 + year)),
                  std::chrono::month(month), std::chrono::day(day));
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) {
    return std::nullopt;
  }
  return start_of(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second);
}

std::string number_of(const ASN1_INTEGER* serial) {
  // OpenSSL keeps the sign apart.
  const auto text = number_of(view_of(serial));
  return ASN1_STRING_type(serial) == V_ASN1_NEG_INTEGER ? '-' + text : text;
}

std::string number_of(ByteView magnitude) {
  while (magnitude.size() > 1 && magnitude.front() == 0) {
    magnitude = magnitude.subspan(1);
  }
  return magnitude.size() == 1 && magnitude.front() == 0 ? "0" : to_upper_hex(magnitude);
}

std::string key_id_of(ByteView id) { return to_upper_hex(id); }

std::string key_id_of(const ASN1_OCTET_STRING* id) {
  return id == nullptr ? std::string() : key_id_of(view_of(id));
}

std::optional<std::uint8_t> gip_cps_name(const ASN1_OBJECT* oid) {
  constexpr std::array<std::uint8_t, 7> kArc = {0x2A, 0x81, 0x7A, 0x01, 0x47, 0x01, 0x02};
  const ByteView bytes(OBJ_get0_data(oid), OBJ_length(oid));
  const bool is_one =
      bytes.size() == kArc.size() + 1 && std::ranges::equal(bytes.first(kArc.size()), kArc);
  return is_one ? std::optional(bytes.back()) : std::nullopt;
}

std::optional<ByteView> sole_element(ByteView value, std::uint8_t tag) {
  const auto contents = find_element(value, tag);
  const bool is_all =
      contents && contents->data() + contents->size() == value.data() + value.size();
  return is_all ? contents : std::nullopt;
}

std::optional<int> sole_byte(ByteView value, std::uint8_t tag) {
  const auto contents = sole_element(value, tag);
  return contents && contents->size() == 1 ? std::optional<int>(contents->front()) : std::nullopt;
}

std::vector<model::NameAttribute> name_attributes(const X509_NAME* name) {
  std::vector<model::NameAttribute> attributes;
  for (int i = 0; i < X509_NAME_entry_count(name); ++i) {
    const auto* entry = X509_NAME_get_entry(name, i);
    const auto* object = X509_NAME_ENTRY_get_object(entry);
    const int nid = OBJ_obj2nid(object);
    const auto* value = X509_NAME_ENTRY_get_data(entry);
    attributes.push_back({nid == NID_undef ? oid_text(object) : OBJ_nid2sn(nid),
                          std::string(string_type(ASN1_STRING_type(value))), to_utf8(value),
                          X509_NAME_ENTRY_set(entry)});
  }
  return attributes;
}

std::vector<std::string> name_kinds(const GENERAL_NAMES* names) {
  std::vector<std::string> kinds;
  for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
    kinds.emplace_back(name_kind(sk_GENERAL_NAME_value(names, i)->type));
  }
  return kinds;
}

KeyFields key_fields(const X509_PUBKEY* info) {
  KeyFields fields;
  fields.sha256 = sha256_hex(encode<i2d_X509_PUBKEY>(info));
  if (const auto* key = X509_PUBKEY_get0(info)) {
    const char* name = EVP_PKEY_get0_type_name(key);
    fields.algorithm = name == nullptr ? OBJ_nid2sn(EVP_PKEY_get_base_id(key)) : name;
    fields.bits = EVP_PKEY_get_bits(key);
    fields.public_exponent = exponent_of(key);
    fields.curve = curve_of(key);
    return fields;
  }
  ASN1_OBJECT* algorithm = nullptr;
  if (X509_PUBKEY_get0_param(&algorithm, nullptr, nullptr, nullptr, info) == 1) {
    fields.algorithm = oid_text(algorithm);
  }
  return fields;
}

model::CertificateProfile read_profile(X509* x509) {
  model::CertificateProfile profile;
  profile.version = static_cast<int>(X509_get_version(x509)) + 1;
  profile.serial_bytes = serial_bytes(x509);
  profile.subject = name_attributes(X509_get_subject_name(x509));
  for (int i = 0; i < X509_get_ext_count(x509); ++i) {
    auto* each = X509_get_ext(x509, i);
    profile.extensions.push_back(
        {oid_text(X509_EXTENSION_get_object(each)), X509_EXTENSION_get_critical(each) == 1});
  }
  profile.key_usage = read_key_usage(x509);
  read_purposes(x509, profile);
  read_locations(x509, profile);
  if (const auto period = extension<UniquePeriod>(x509, NID_private_key_usage_period)) {
    profile.key_usage_starts = instant_of(period->notBefore);
  }
  return profile;
}

}  // namespace dmp::x509::detail
