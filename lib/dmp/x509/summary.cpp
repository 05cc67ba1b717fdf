#include "dmp/x509/summary.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "dmp/x509/container.hpp"
#include "dmp/x509/detail/der.hpp"
#include "dmp/x509/detail/fields.hpp"
#include "dmp/x509/detail/jks.hpp"
#include "dmp/x509/detail/names.hpp"
#include "dmp/x509/detail/pem.hpp"
#include "dmp/x509/detail/profile.hpp"
#include "dmp/x509/detail/undecoded.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::x509 {
namespace {

using detail::view_of;

/// Memo keeps what was made of bytes that certificates of the same authority share.
template <typename Value>
class Memo {
 public:
  const Value* find(ByteView bytes) const {
    const auto found = values_.find(as_text(bytes));
    return found == values_.end() ? nullptr : &found->second;
  }
  void keep(ByteView bytes, Value value) {
    constexpr std::size_t kMost = 256;
    constexpr std::size_t kLargest = 4096;
    if (bytes.size() > kLargest) {
      return;
    }
    if (values_.size() == kMost) {
      values_.clear();
    }
    values_.emplace(as_text(bytes), std::move(value));
  }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, Value, Hash, std::equal_to<>> values_;
};

// --- names ---------------------------------------------------------------------------------------

/// Nothing for a name that X509_NAME refuses.
std::optional<model::DistinguishedName> read_name(ByteView der) {
  const auto name = detail::decode_name(der);
  if (!name) {
    return std::nullopt;
  }
  detail::NameReader reader;
  for (int rdn = 0; rdn < detail::sk_Rdn_num(name.get()); ++rdn) {
    const auto* attributes = detail::sk_Rdn_value(name.get(), rdn);
    for (int i = 0; i < detail::sk_Attribute_num(attributes); ++i) {
      const auto* each = detail::sk_Attribute_value(attributes, i);
      if (!detail::is_text(each->value)) {
        return std::nullopt;
      }
      reader.add(each->type, each->value, rdn);
    }
  }
  return reader.finish();
}

/// The issuer, read once for all that it has issued.
std::optional<model::SharedName> read_issuer(ByteView der) {
  thread_local Memo<model::SharedName> known;
  if (const auto* found = known.find(der)) {
    return *found;
  }
  auto name = read_name(der);
  if (!name) {
    return std::nullopt;
  }
  model::SharedName shared(std::move(*name));
  known.keep(der, shared);
  return shared;
}

// --- extensions ----------------------------------------------------------------------------------

/// Said is what one extension says of a summary.
struct Said {
  int nid = NID_undef;  ///< Of the kinds that are read here.
  bool plain = true;    ///< Otherwise OpenSSL has to judge it.
  bool is_ca = false;
  bool has_email = false;
  std::uint32_t key_usage = 0;
  std::vector<int> purposes;  ///< Sorted.
  std::string key_id;
  std::optional<Instant> ends;
  std::optional<int> category;
};

/// Whatever number stands for the extension of the GIP-CPS, which OpenSSL does not know.
constexpr int kCategory = -1;

template <typename Unique>
Unique value_of(X509_EXTENSION* extension) {
  return Unique(static_cast<typename Unique::pointer>(X509V3_EXT_d2i(extension)));
}

using UniqueExtension = detail::Owned<X509_EXTENSION, X509_EXTENSION_free>;
using UniqueConstraints = detail::Owned<BASIC_CONSTRAINTS, BASIC_CONSTRAINTS_free>;
using UniqueBits = detail::Owned<ASN1_BIT_STRING, ASN1_BIT_STRING_free>;
using UniqueOctets = detail::Owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;
using UniqueAuthorityKey = detail::Owned<AUTHORITY_KEYID, AUTHORITY_KEYID_free>;

bool read_constraints(X509_EXTENSION* extension, Said& said) {
  const auto value = value_of<UniqueConstraints>(extension);
  said.is_ca = value && value->ca != 0;
  return value && (value->pathlen == nullptr || value->pathlen->type != V_ASN1_NEG_INTEGER);
}

bool read_key_usage(X509_EXTENSION* extension, Said& said) {
  const auto value = value_of<UniqueBits>(extension);
  const auto bits = value ? view_of(value.get()) : ByteView();
  said.key_usage = (bits.empty() ? 0U : bits[0]) | (bits.size() < 2 ? 0U : unsigned{bits[1]} << 8U);
  return said.key_usage != 0;  // RFC 5280 4.2.1.3
}

bool read_purposes(X509_EXTENSION* extension, Said& said) {
  const auto value = value_of<detail::UniquePurposes>(extension);
  for (int i = 0; value && i < sk_ASN1_OBJECT_num(value.get()); ++i) {
    said.purposes.push_back(OBJ_obj2nid(sk_ASN1_OBJECT_value(value.get(), i)));
  }
  std::ranges::sort(said.purposes);
  return value != nullptr;
}

bool read_subject_key(X509_EXTENSION* extension, Said& said) {
  const auto value = value_of<UniqueOctets>(extension);
  said.key_id = detail::key_id_of(value.get());
  return value != nullptr;
}

bool read_authority_key(X509_EXTENSION* extension, Said& said) {
  const auto value = value_of<UniqueAuthorityKey>(extension);
  said.key_id = detail::key_id_of(value ? value->keyid : nullptr);
  return value != nullptr;
}

bool read_alternatives(X509_EXTENSION* extension, Said& said) {
  const auto value = value_of<detail::UniqueAlternatives>(extension);
  for (int i = 0; value && i < sk_GENERAL_NAME_num(value.get()); ++i) {
    said.has_email |= sk_GENERAL_NAME_value(value.get(), i)->type == GEN_EMAIL;
  }
  return value != nullptr;
}

/// Says nothing; but OpenSSL finds the certificate invalid when a point is not in order.
bool read_points(X509_EXTENSION* extension, Said& /*said*/) {
  const auto value = value_of<detail::UniquePoints>(extension);
  bool plain = value != nullptr;
  for (int i = 0; value && i < sk_DIST_POINT_num(value.get()); ++i) {
    const auto* place = sk_DIST_POINT_value(value.get(), i)->distpoint;
    plain = plain && place != nullptr && place->type == 0;
  }
  return plain;
}

bool read_period(X509_EXTENSION* extension, Said& said) {
  const auto value = value_of<detail::UniquePeriod>(extension);
  said.ends = value ? detail::instant_of(value->notAfter) : std::nullopt;
  return value && (value->notAfter == nullptr || said.ends);
}

bool read_value(X509_EXTENSION* extension, Said& said) {
  switch (said.nid) {
    case NID_basic_constraints:
      return read_constraints(extension, said);
    case NID_key_usage:
      return read_key_usage(extension, said);
    case NID_ext_key_usage:
      return read_purposes(extension, said);
    case NID_subject_key_identifier:
      return read_subject_key(extension, said);
    case NID_authority_key_identifier:
      return read_authority_key(extension, said);
    case NID_subject_alt_name:
      return read_alternatives(extension, said);
    case NID_crl_distribution_points:
      return read_points(extension, said);
    case NID_private_key_usage_period:
      return read_period(extension, said);
    case NID_proxyCertInfo:
    case NID_netscape_cert_type:
    case NID_name_constraints:
    case NID_sbgp_ipAddrBlock:
    case NID_sbgp_autonomousSysNum:
      return false;  // Rare, and OpenSSL takes the certificate for invalid when they are.
    default:
      said.nid = NID_undef;
      return true;
  }
}

Said read_extension(ByteView der) {
  Said said;
  const auto extension = detail::decode<UniqueExtension, d2i_X509_EXTENSION>(der);
  if (!extension) {
    said.plain = false;
    return said;
  }
  const auto* type = X509_EXTENSION_get_object(extension.get());
  if (detail::gip_cps_name(type) == detail::kProductCategory) {
    said.nid = kCategory;
    said.category =
        detail::sole_byte(view_of(X509_EXTENSION_get_data(extension.get())), V_ASN1_OCTET_STRING);
    return said;
  }
  said.nid = OBJ_obj2nid(type);
  said.plain = read_value(extension.get(), said);
  return said;
}

void take(Said said, model::CertificateSummary& summary, detail::Profile& profile) {
  switch (said.nid) {
    case NID_basic_constraints:
      summary.is_ca = said.is_ca;
      break;
    case NID_key_usage:
      profile.key_usage = said.key_usage;
      break;
    case NID_ext_key_usage:
      profile.extended = std::move(said.purposes);
      break;
    case NID_subject_key_identifier:
      summary.subject_key_id = std::move(said.key_id);
      break;
    case NID_authority_key_identifier:
      summary.authority_key_id = std::move(said.key_id);
      break;
    case NID_subject_alt_name:
      profile.has_email = said.has_email;
      break;
    case NID_private_key_usage_period:
      summary.key_usage_ends = said.ends;
      break;
    case kCategory:
      summary.product_category = said.category;
      break;
    default:
      break;
  }
}

/// What the extension says, read once where certificates share it.
Said said_by(ByteView der) {
  thread_local Memo<Said> known;
  if (const auto* found = known.find(der)) {
    return *found;
  }
  auto said = read_extension(der);
  const bool is_own =
      said.nid == NID_subject_key_identifier || said.nid == NID_private_key_usage_period;
  if (!is_own) {
    known.keep(der, said);
  }
  return said;
}

/// Reads all extensions; false where OpenSSL has to judge.
bool read_extensions(const detail::StringList* list, model::CertificateSummary& summary,
                     detail::Profile& profile) {
  std::vector<int> met;
  for (int i = 0; list != nullptr && i < sk_ASN1_STRING_num(list); ++i) {
    auto said = said_by(view_of(sk_ASN1_STRING_value(list, i)));
    if (!said.plain || std::ranges::find(met, said.nid) != met.end()) {
      return false;
    }
    if (said.nid != NID_undef) {
      met.push_back(said.nid);
    }
    take(std::move(said), summary, profile);
  }
  return true;
}

// --- files ---------------------------------------------------------------------------------------

/// Nothing where anything is unusual: read_contents has to say.
std::optional<Summaries> read_plain(ByteView content) {
  Summaries found;
  const auto add = [&found](ByteView der) {
    auto summary = summarise(der);
    if (summary) {
      found.certificates.push_back(std::move(*summary));
    }
    return summary.has_value();
  };
  if (detail::looks_like_der(content)) {
    return add(content) ? std::optional(std::move(found)) : std::nullopt;
  }
  if (detail::is_jks(content)) {
    return std::nullopt;
  }
  detail::PemScanner blocks(detail::as_plain_text(content));
  while (const auto block = blocks.next()) {
    if (!block->complete || block->is_pkcs7()) {
      return std::nullopt;
    }
    if (block->is_certificate()) {
      const auto der = detail::decode_base64(block->body);
      if (!der || !add(*der)) {
        return std::nullopt;
      }
    }
  }
  return found.certificates.empty() ? std::nullopt : std::optional(std::move(found));
}

}  // namespace

std::optional<model::CertificateSummary> summarise(ByteView der) {
  const detail::CleanQueue clean;
  const auto frame = detail::decode_frame(der);
  if (!frame) {
    return std::nullopt;
  }
  const auto& body = *frame->body;
  auto subject = read_name(view_of(body.subject));
  auto issuer = read_issuer(view_of(body.issuer));
  const auto from = detail::instant_of(body.validity->not_before);
  const auto to = detail::instant_of(body.validity->not_after);
  std::optional<model::CertificateSummary> summary(std::in_place);
  detail::Profile profile;
  if (!subject || !issuer || !from || !to || !read_extensions(body.extensions, *summary, profile)) {
    return std::nullopt;
  }
  summary->subject = std::move(*subject);
  summary->issuer = std::move(*issuer);
  summary->not_before = *from;
  summary->not_after = *to;
  summary->serial = detail::number_of(body.serial);
  summary->sha256 = sha256_hex(der);
  profile.is_ca = summary->is_ca;
  profile.category = summary->product_category;
  profile.has_private_key_period = summary->key_usage_ends.has_value();
  summary->usage = detail::usage_of(profile);
  summary->environment = detail::environment_of(*summary);
  return summary;
}

Result<Summaries> read_summaries(ByteView content, std::string_view file,
                                 const Secret* passphrase) {
  if (auto plain = read_plain(content)) {
    return std::move(*plain);
  }
  return read_contents(content, file, passphrase).map([](Contents contents) {
    Summaries found;
    found.has_encrypted_certificates = contents.has_encrypted_certificates;
    found.broken = std::move(contents.broken);
    for (const auto& certificate : contents.certificates) {
      found.certificates.push_back(certificate.facts());
    }
    return found;
  });
}

}  // namespace dmp::x509
