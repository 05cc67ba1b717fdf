#include "dmp/x509/detail/names.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "dmp/base/utf8.hpp"
#include "dmp/x509/detail/frame.hpp"
#include "dmp/x509/detail/memo.hpp"

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

constexpr std::string_view kSpecials = ",+\"\\<>;";

/// ASCII that is written as it is, spaces and '#' apart from the ends of a value.
constexpr auto kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 0x7F; ++c) {
    plain[c] = kSpecials.find(static_cast<char>(c)) == std::string_view::npos;
  }
  return plain;
}();

bool needs_no_escape(std::string_view value) {
  return !value.starts_with(' ') && !value.starts_with('#') && !value.ends_with(' ') &&
         std::ranges::all_of(as_bytes(value), [](std::uint8_t byte) { return kPlain[byte]; });
}

void append_escaped(std::string& out, std::string_view value) {
  if (needs_no_escape(value)) {
    out += value;
    return;
  }
  for (std::size_t at = 0; at < value.size();) {
    const auto start = at;
    const char32_t c = code_point_at(value, at);
    const bool edge_space = c == ' ' && (start == 0 || at == value.size());
    if (is_unprintable(c)) {
      for (const auto byte : as_bytes(value.substr(start, at - start))) {
        out += '\\' + to_upper_hex({&byte, 1});
      }
      continue;
    }
    if (edge_space || (c == '#' && start == 0) ||
        (c < 0x80 && kSpecials.find(static_cast<char>(c)) != std::string_view::npos)) {
      out += '\\';
    }
    out += value.substr(start, at - start);
  }
}

/// Whether a string is ASCII in a type that has it as it is: what most names are.
bool is_ascii(int type, ByteView bytes) {
  const bool plain =
      type == V_ASN1_UTF8STRING || type == V_ASN1_PRINTABLESTRING || type == V_ASN1_IA5STRING;
  return plain && std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte < 0x80; });
}

/// NameReader puts a name together from its attributes in DER order.
class NameReader {
 public:
  NameReader() {
    text_.reserve(kUsualSize);
    parts_.reserve(kUsualParts);
  }

  /// RFC 2253 2.4: a type without a name of its own is dotted, and its value the hexadecimal DER.
  void add(const ASN1_OBJECT* type, const ASN1_STRING* value, int rdn) {
    if (const int nid = OBJ_obj2nid(type); nid != NID_undef) {
      add(nid, to_utf8(value), rdn);
    } else {
      begin(rdn);
      text_ += oid_text(type) + "=#" + to_hex(encode<i2d_ASN1_PRINTABLE>(value));
    }
  }
  void add(int nid, std::string_view value, int rdn) {
    keep(nid, value);
    begin(rdn);
    text_ += OBJ_nid2sn(nid);
    text_ += '=';
    append_escaped(text_, value);
  }
  model::DistinguishedName finish() {
    // The last RDN is written first, and so are the parts of a multi-valued one.
    auto& printed = name_.printed;
    printed.reserve(text_.size() + parts_.size());
    for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) {
      printed.append(text_, part->begin);
      text_.resize(part->begin);
      if (part != parts_.rend() - 1) {
        printed += part->joins ? '+' : ',';
      }
    }
    return std::move(name_);
  }

 private:
  static constexpr std::size_t kUsualSize = 160;
  static constexpr std::size_t kUsualParts = 8;
  struct Part {
    std::size_t begin;  ///< In text_.
    bool joins;         ///< The RDN of the one before.
  };

  void begin(int rdn) {
    parts_.push_back({text_.size(), rdn == rdn_});
    rdn_ = rdn;
  }
  void keep(int nid, std::string_view value);

  model::DistinguishedName name_;
  std::string text_;
  std::vector<Part> parts_;
  int rdn_ = -1;
};

void NameReader::keep(int nid, std::string_view value) {
  switch (nid) {
    case NID_countryName:
      name_.country = value;
      break;
    case NID_stateOrProvinceName:
      name_.state = value;
      break;
    case NID_localityName:
      name_.locality = value;
      break;
    case NID_organizationName:
      name_.organisation = value;
      break;
    case NID_organizationalUnitName:
      name_.units.emplace_back(value);
      break;
    case NID_commonName:
      name_.common_name = value;
      break;
    default:
      break;
  }
}

/// NID_undef for a type that OpenSSL does not know, or that is none.
int nid_of(ByteView oid) {
  thread_local Memo<int> known;
  if (const auto* found = known.find(oid)) {
    return *found;
  }
  const auto object = decode<UniqueObject, d2i_ASN1_OBJECT>(oid);
  const int nid = object ? OBJ_obj2nid(object.get()) : NID_undef;
  known.keep(oid, nid);
  return nid;
}

/// Nothing for a string that OpenSSL cannot convert: X509_NAME refuses a name with one.
std::optional<std::string> converted(int type, ByteView bytes) {
  const UniqueString string(ASN1_STRING_type_new(type));
  std::uint8_t* text = nullptr;
  if (!string || ASN1_STRING_set(string.get(), bytes.data(), static_cast<int>(bytes.size())) != 1) {
    return std::nullopt;
  }
  const int size = ASN1_STRING_to_UTF8(&text, string.get());
  const UniqueBytes owner(text);
  return size < 0 ? std::nullopt
                  : std::optional<std::string>(as_text({text, static_cast<std::size_t>(size)}));
}

/// AttributeTypeAndValue.
bool add_plain(ByteView contents, int rdn, NameReader& reader) {
  ElementWalk walk(contents);
  const int nid = nid_of(walk.take(V_ASN1_OBJECT).whole);
  int type = V_ASN1_UTF8STRING;
  for (const int other : {V_ASN1_PRINTABLESTRING, V_ASN1_IA5STRING}) {
    type = walk.next_is(static_cast<std::uint8_t>(other)) ? other : type;
  }
  const auto value = walk.take(static_cast<std::uint8_t>(type)).contents;
  if (nid == NID_undef || !walk.was_whole()) {
    return false;
  }
  if (is_ascii(type, value)) {
    reader.add(nid, as_text(value), rdn);
    return true;
  }
  const auto text = converted(type, value);
  if (text) {
    reader.add(nid, *text, rdn);
  }
  return text.has_value();
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

std::string to_utf8(const ASN1_STRING* string) {
  if (is_ascii(ASN1_STRING_type(string), view_of(string))) {
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

model::DistinguishedName read_name(const X509_NAME* name) {
  NameReader reader;
  const int count = X509_NAME_entry_count(name);
  for (int i = 0; i < count; ++i) {
    const auto* entry = X509_NAME_get_entry(name, i);
    reader.add(X509_NAME_ENTRY_get_object(entry), X509_NAME_ENTRY_get_data(entry),
               X509_NAME_ENTRY_set(entry));
  }
  auto read = reader.finish();
  read.encoded = as_text(encode<i2d_X509_NAME>(name));
  return read;
}

std::optional<model::DistinguishedName> read_plain_name(ByteView der) {
  constexpr std::size_t kLargest = 65'536;  // X509_NAME has a limit, too.
  ElementWalk outer(der);
  ElementWalk rdns(outer.take(kSequence).contents);
  if (!outer.was_whole() || der.size() > kLargest) {
    return std::nullopt;
  }
  NameReader reader;
  for (int rdn = 0; !rdns.is_over(); ++rdn) {
    ElementWalk attributes(rdns.take(kSet).contents);
    do {
      if (!add_plain(attributes.take(kSequence).contents, rdn, reader)) {
        return std::nullopt;
      }
    } while (!attributes.is_over());
  }
  auto read = reader.finish();
  read.encoded = as_text(der);
  return read;
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

struct ComparableName::Impl {
  detail::UniqueName name;
};

ComparableName::ComparableName(std::string_view der) {
  const detail::CleanQueue clean;
  if (auto name = detail::decode<detail::UniqueName, d2i_X509_NAME>(as_bytes(der))) {
    impl_ = std::make_shared<const Impl>(Impl{std::move(name)});
  }
}

int ComparableName::compare(const ComparableName& other) const {
  if (!impl_ || !other.impl_) {
    return int{impl_ != nullptr} - int{other.impl_ != nullptr};
  }
  return X509_NAME_cmp(impl_->name.get(), other.impl_->name.get());
}

std::string printed(const Subject& subject) {
  const auto name = detail::make_name(subject);
  return name ? detail::read_name(name->get()).printed : std::string();
}

}  // namespace dmp::x509
