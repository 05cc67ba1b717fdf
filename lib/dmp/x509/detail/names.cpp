#include "dmp/x509/detail/names.hpp"

#include <algorithm>
#include <utility>

#include "dmp/core/utf8.hpp"

namespace dmp::x509::detail {
namespace {

std::string from_latin1(ByteView bytes) {
  std::string out;
  for (const auto byte : bytes) {
    append_utf8(out, byte);
  }
  return out;
}

/// Controls and what turns the direction of writing: they must not reach a terminal as they are.
bool is_unprintable(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
}

void append_escaped(std::string& out, std::string_view value) {
  for (std::size_t at = 0; at < value.size();) {
    const auto start = at;
    const char32_t c = code_point_at(value, at);
    const bool edge_space = c == ' ' && (start == 0 || at == value.size());
    if (is_unprintable(c)) {
      for (const auto byte : as_bytes(value.substr(start, at - start))) {
        out += '\\';
        for (const char digit : to_hex({&byte, 1})) {
          out += digit >= 'a' ? static_cast<char>(digit - 'a' + 'A') : digit;
        }
      }
      continue;
    }
    if (edge_space || (c == '#' && start == 0) ||
        (c < 0x80 &&
         std::string_view(",+\"\\<>;").find(static_cast<char>(c)) != std::string::npos)) {
      out += '\\';
    }
    out += value.substr(start, at - start);
  }
}

/// RFC 2253 2.4: a type without a name of its own is dotted, and its value the hexadecimal DER.
std::string print_entry(const ASN1_OBJECT* type, int nid, const ASN1_STRING* value,
                        const std::string& text) {
  if (nid == NID_undef) {
    return oid_text(type) + "=#" + to_hex(encode<i2d_ASN1_PRINTABLE>(value));
  }
  return print_attribute(OBJ_nid2sn(nid), text);
}

/// Whether the string is ASCII in a type that has it as it is: what most names are.
bool is_ascii(const ASN1_STRING* string) {
  const int type = ASN1_STRING_type(string);
  const bool plain =
      type == V_ASN1_UTF8STRING || type == V_ASN1_PRINTABLESTRING || type == V_ASN1_IA5STRING;
  return plain &&
         std::ranges::all_of(view_of(string), [](std::uint8_t byte) { return byte < 0x80; });
}

void keep(model::DistinguishedName& name, int nid, const std::string& value) {
  switch (nid) {
    case NID_countryName:
      name.country = value;
      break;
    case NID_stateOrProvinceName:
      name.state = value;
      break;
    case NID_localityName:
      name.locality = value;
      break;
    case NID_organizationName:
      name.organisation = value;
      break;
    case NID_organizationalUnitName:
      name.units.push_back(value);
      break;
    case NID_commonName:
      name.common_name = value;
      break;
    default:
      break;
  }
}

bool add(X509_NAME* name, int nid, int type, std::string_view value) {
  const auto bytes = as_bytes(value);
  return X509_NAME_add_entry_by_NID(name, nid, type, bytes.data(), static_cast<int>(bytes.size()),
                                    -1, 0) == 1;
}

}  // namespace

std::string print_attribute(std::string_view type, std::string_view value) {
  std::string out(type);
  out += '=';
  append_escaped(out, value);
  return out;
}

bool is_text(const ASN1_STRING* string) {
  if (is_ascii(string)) {
    return true;
  }
  std::uint8_t* text = nullptr;
  const int size = ASN1_STRING_to_UTF8(&text, string);
  const UniqueBytes owner(text);
  return size >= 0;
}

std::string to_utf8(const ASN1_STRING* string) {
  if (is_ascii(string)) {
    return std::string(as_text(view_of(string)));
  }
  std::uint8_t* text = nullptr;
  const int size = ASN1_STRING_to_UTF8(&text, string);
  const UniqueBytes owner(text);
  if (size >= 0) {
    return std::string(as_text({text, static_cast<std::size_t>(size)}));
  }
  const auto bytes = view_of(string);
  return find_invalid_utf8(as_text(bytes)) ? from_latin1(bytes) : std::string(as_text(bytes));
}

void NameReader::add(const ASN1_OBJECT* type, const ASN1_STRING* value, int rdn) {
  const int nid = OBJ_obj2nid(type);
  const auto text = to_utf8(value);
  keep(name_, nid, text);
  std::string part = print_entry(type, nid, value, text);
  if (!parts_.empty()) {
    part += rdn == rdn_ ? '+' : ',';
  }
  rdn_ = rdn;
  parts_.push_back(std::move(part));
}

model::DistinguishedName NameReader::finish() {
  // The last RDN is written first, and so are the parts of a multi-valued one.
  for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) {
    name_.printed += *part;
  }
  return std::move(name_);
}

model::DistinguishedName read_name(const X509_NAME* name) {
  NameReader reader;
  const int count = X509_NAME_entry_count(name);
  for (int i = 0; i < count; ++i) {
    const auto* entry = X509_NAME_get_entry(name, i);
    reader.add(X509_NAME_ENTRY_get_object(entry), X509_NAME_ENTRY_get_data(entry),
               X509_NAME_ENTRY_set(entry));
  }
  return reader.finish();
}

Result<UniqueName> make_name(const Subject& subject) {
  if (auto status = check_subject(subject); !status) {
    return fail(std::move(status.error()));
  }
  UniqueName name(X509_NAME_new());
  const bool added =
      name && add(name.get(), NID_countryName, V_ASN1_PRINTABLESTRING, "FR") &&
      add(name.get(), NID_stateOrProvinceName, V_ASN1_UTF8STRING, subject.state) &&
      add(name.get(), NID_organizationName, V_ASN1_UTF8STRING, subject.organisation) &&
      add(name.get(), NID_organizationalUnitName, V_ASN1_UTF8STRING, subject.unit) &&
      add(name.get(), NID_commonName, V_ASN1_UTF8STRING, subject.common_name);
  if (!added) {
    return fail(ErrorKind::internal, "REQUEST-SIGN", {}, drain_errors());
  }
  return name;
}

}  // namespace dmp::x509::detail

namespace dmp::x509 {

std::string printed(const Subject& subject) {
  const auto name = detail::make_name(subject);
  return name ? detail::read_name(name->get()).printed : std::string();
}

}  // namespace dmp::x509
