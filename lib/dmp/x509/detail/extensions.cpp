#include "dmp/x509/detail/extensions.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dmp/x509/detail/fields.hpp"
#include "dmp/x509/detail/frame.hpp"
#include "dmp/x509/detail/memo.hpp"

namespace dmp::x509::detail {
namespace {

/// Kind is one of the extensions that a summary is made of, or by which OpenSSL finds a certificate
/// invalid.
enum class Kind : std::uint8_t {
  other,
  constraints,
  key_usage,
  purposes,
  subject_key,
  authority_key,
  alternatives,
  points,
  period,
  category,
};

/// Said is what one extension says of a summary.
struct Said {
  Kind kind = Kind::other;
  bool plain = true;  ///< Otherwise OpenSSL has to judge it.
  bool is_ca = false;
  bool has_email = false;
  std::uint32_t key_usage = 0;
  std::vector<int> purposes;
  std::string key_id;
  ByteView own_key;  ///< The same, not yet written out: mostly nobody asks for it.
  std::optional<Instant> ends;
  std::optional<int> category;
};

template <typename Unique>
Unique value_of(X509_EXTENSION* extension) {
  return Unique(static_cast<typename Unique::pointer>(X509V3_EXT_d2i(extension)));
}

using UniqueExtension = Owned<X509_EXTENSION, X509_EXTENSION_free>;
using UniqueConstraints = Owned<BASIC_CONSTRAINTS, BASIC_CONSTRAINTS_free>;
using UniqueBits = Owned<ASN1_BIT_STRING, ASN1_BIT_STRING_free>;
using UniqueOctets = Owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;
using UniqueAuthorityKey = Owned<AUTHORITY_KEYID, AUTHORITY_KEYID_free>;

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
  const auto value = value_of<UniquePurposes>(extension);
  said.purposes = purposes_of(value.get());
  return value != nullptr;
}

bool read_subject_key(X509_EXTENSION* extension, Said& said) {
  const auto value = value_of<UniqueOctets>(extension);
  said.key_id = key_id_of(value.get());
  return value != nullptr;
}

bool read_authority_key(X509_EXTENSION* extension, Said& said) {
  const auto value = value_of<UniqueAuthorityKey>(extension);
  said.key_id = key_id_of(value ? value->keyid : nullptr);
  return value != nullptr;
}

bool read_alternatives(X509_EXTENSION* extension, Said& said) {
  const auto value = value_of<UniqueAlternatives>(extension);
  said.has_email = has_email_name(value.get());
  return value != nullptr;
}

/// Says nothing; but OpenSSL finds the certificate invalid when a point is not in order.
bool read_points(X509_EXTENSION* extension, Said& /*said*/) {
  const auto value = value_of<UniquePoints>(extension);
  bool plain = value != nullptr;
  for (int i = 0; value && i < sk_DIST_POINT_num(value.get()); ++i) {
    const auto* place = sk_DIST_POINT_value(value.get(), i)->distpoint;
    plain = plain && place != nullptr && place->type == 0;
  }
  return plain;
}

bool read_period(X509_EXTENSION* extension, Said& said) {
  const auto value = value_of<UniquePeriod>(extension);
  said.ends = value ? instant_of(value->notAfter) : std::nullopt;
  return value && (value->notAfter == nullptr || said.ends);
}

bool read_value(X509_EXTENSION* extension, Said& said) {
  using Read = bool(X509_EXTENSION*, Said&);
  const auto read = [&](Kind kind, Read* reader) {
    said.kind = kind;
    return reader(extension, said);
  };
  switch (OBJ_obj2nid(X509_EXTENSION_get_object(extension))) {
    case NID_basic_constraints:
      return read(Kind::constraints, read_constraints);
    case NID_key_usage:
      return read(Kind::key_usage, read_key_usage);
    case NID_ext_key_usage:
      return read(Kind::purposes, read_purposes);
    case NID_subject_key_identifier:
      return read(Kind::subject_key, read_subject_key);
    case NID_authority_key_identifier:
      return read(Kind::authority_key, read_authority_key);
    case NID_subject_alt_name:
      return read(Kind::alternatives, read_alternatives);
    case NID_crl_distribution_points:
      return read(Kind::points, read_points);
    case NID_private_key_usage_period:
      return read(Kind::period, read_period);
    case NID_proxyCertInfo:
    case NID_netscape_cert_type:
    case NID_name_constraints:
    case NID_sbgp_ipAddrBlock:
    case NID_sbgp_autonomousSysNum:
      return false;  // Rare, and OpenSSL takes the certificate for invalid when they are.
    default:
      return true;
  }
}

Said read_extension(ByteView der) {
  const CleanQueue clean;
  Said said;
  const auto extension = decode<UniqueExtension, d2i_X509_EXTENSION>(der);
  if (!extension) {
    said.plain = false;
    return said;
  }
  const auto* type = X509_EXTENSION_get_object(extension.get());
  if (gip_cps_name(type) == kProductCategory) {
    said.kind = Kind::category;
    said.category =
        sole_byte(view_of(X509_EXTENSION_get_data(extension.get())), V_ASN1_OCTET_STRING);
    return said;
  }
  said.plain = read_value(extension.get(), said);
  return said;
}

/// Reads SubjectKeyIdentifier (RFC 5280 4.2.1.2) in its usual form.
bool read_own_key(ByteView value, Said& said) {
  ElementWalk walk(value);
  const auto id = walk.take(V_ASN1_OCTET_STRING).contents;
  said.kind = Kind::subject_key;
  said.own_key = id;
  return walk.was_whole() && !id.empty();
}

/// Reads PrivateKeyUsagePeriod (RFC 3280 4.2.1.4) with both its times, which are IMPLICIT.
bool read_own_period(ByteView value, Said& said) {
  ElementWalk outer(value);
  ElementWalk walk(outer.take(kSequence).contents);
  const auto from = walk.take(V_ASN1_CONTEXT_SPECIFIC | 0);
  const auto to = walk.take(V_ASN1_CONTEXT_SPECIFIC | 1);
  said.kind = Kind::period;
  said.ends = instant_of(to);
  return outer.was_whole() && walk.was_whole() && said.ends && instant_of(from);
}

/// What an extension says that each certificate has for itself; nothing for the others, and for one
/// that is critical or not in its usual form.
std::optional<Said> read_own(ByteView der) {
  static constexpr std::array<std::uint8_t, 5> kSubjectKey = {V_ASN1_OBJECT, 3, 0x55, 0x1D, 14};
  static constexpr std::array<std::uint8_t, 5> kPeriod = {V_ASN1_OBJECT, 3, 0x55, 0x1D, 16};
  ElementWalk outer(der);
  ElementWalk walk(outer.take(kSequence).contents);
  const auto type = walk.take(V_ASN1_OBJECT).whole;
  const auto value = walk.take(V_ASN1_OCTET_STRING).contents;
  Said said;
  const bool is_plain = (std::ranges::equal(type, kSubjectKey) && read_own_key(value, said)) ||
                        (std::ranges::equal(type, kPeriod) && read_own_period(value, said));
  return is_plain && walk.was_whole() ? std::optional(std::move(said)) : std::nullopt;
}

void take(const Said& said, model::CertificateSummary& summary, Profile& profile) {
  switch (said.kind) {
    case Kind::constraints:
      summary.is_ca = said.is_ca;
      break;
    case Kind::key_usage:
      profile.key_usage = said.key_usage;
      break;
    case Kind::purposes:
      profile.extended = said.purposes;
      break;
    case Kind::subject_key:
      summary.subject_key_id = said.key_id;
      break;
    case Kind::authority_key:
      summary.authority_key_id = said.key_id;
      break;
    case Kind::alternatives:
      profile.has_email = said.has_email;
      break;
    case Kind::period:
      summary.key_usage_ends = said.ends;
      break;
    case Kind::category:
      summary.product_category = said.category;
      break;
    case Kind::points:
    case Kind::other:
      break;
  }
}

/// ExtensionReader reads the extensions of one certificate.
class ExtensionReader {
 public:
  ExtensionReader(model::CertificateSummary& summary, Profile& profile)
      : summary_(summary), profile_(profile) {}

  /// add reads the next one, or remembers what it says where certificates share it; false where
  /// OpenSSL has to judge.
  bool add(ByteView der) {
    thread_local Memo<Said> known;
    if (const auto* found = known.find(der)) {
      return add(*found);
    }
    if (const auto own = read_own(der)) {
      return add(*own);
    }
    const auto said = read_extension(der);
    known.keep(der, said);
    return add(said);
  }

  /// finish writes out what waits for the others.
  void finish() {
    auto& id = summary_.subject_key_id;
    if (!summary_.is_ca) {
      id.clear();
    } else if (!own_key_.empty()) {
      id = key_id_of(own_key_);
    }
  }

 private:
  bool add(const Said& said) {
    const auto bit = said.kind == Kind::other ? 0U : 1U << static_cast<unsigned>(said.kind);
    if (!said.plain || (met_ & bit) != 0) {
      return false;
    }
    met_ |= bit;
    take(said, summary_, profile_);
    if (said.kind == Kind::subject_key) {
      own_key_ = said.own_key;
    }
    return true;
  }

  model::CertificateSummary& summary_;
  Profile& profile_;
  ByteView own_key_;
  unsigned met_ = 0;  ///< A bit for each kind.
};

}  // namespace

bool read_extensions(ByteView list, model::CertificateSummary& summary, Profile& profile) {
  ExtensionReader reader(summary, profile);
  ElementWalk walk(list);
  while (!walk.is_over()) {
    const auto der = walk.take(kSequence).whole;
    if (der.empty() || !reader.add(der)) {
      return false;
    }
  }
  reader.finish();
  return true;
}

}  // namespace dmp::x509::detail
