#include "dmp/x509/certificate.hpp"

#include "dmp/model/card_number.hpp"
#include "dmp/x509/detail/fields.hpp"
#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/names.hpp"
#include "dmp/x509/detail/pem.hpp"
#include "dmp/x509/detail/profile.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::x509 {
namespace detail {
namespace {

// The GIP-CPS's extensions of a card: the last numbers of their OIDs.
constexpr std::uint8_t kCardType = 2;
constexpr std::uint8_t kCardId = 3;

/// Dates that are not as RFC 5280 wants them (4.1.2.5) were written so by whoever issued the
/// certificate: the file is not at fault.
tl::unexpected<Error> wrong_dates(std::string_view file, std::string_view reason) {
  return fail(ErrorKind::input, "CERTIFICATE-DATES",
              {arg("file", file), arg_text("reason", reason)}, drain_errors());
}

tl::unexpected<Error> unreadable(std::string_view file, std::string_view reason) {
  return fail(ErrorKind::input, "CERTIFICATE-UNREADABLE",
              {arg("file", file), arg_text("reason", reason)}, drain_errors());
}

/// The value of the first extension of the GIP-CPS with that name; empty without one.
ByteView gip_cps_value(const X509* x509, std::uint8_t name) {
  const int count = X509_get_ext_count(x509);
  for (int i = 0; i < count; ++i) {
    auto* found = X509_get_ext(x509, i);
    if (gip_cps_name(X509_EXTENSION_get_object(found)) == name) {
      return view_of(X509_EXTENSION_get_data(found));
    }
  }
  return {};
}

std::optional<model::CardExtensions> card_of(const X509* x509) {
  const auto type = sole_byte(gip_cps_value(x509, kCardType), V_ASN1_INTEGER);
  const auto id = sole_element(gip_cps_value(x509, kCardId), V_ASN1_PRINTABLESTRING);
  if (!type || !id) {
    return std::nullopt;
  }
  const auto number = model::CardNumber::parse(as_text(*id));
  return number ? std::optional(model::CardExtensions{*type, number->value.text()}) : std::nullopt;
}

Profile profile_of(X509* x509, const model::CertificateFacts& facts) {
  Profile profile;
  const auto flags = X509_get_extension_flags(x509);
  profile.is_ca = facts.is_ca;
  profile.invalid = (flags & EXFLAG_INVALID) != 0;
  profile.key_usage = (flags & EXFLAG_KUSAGE) != 0 ? X509_get_key_usage(x509) : 0;
  profile.has_private_key_period = facts.key_usage_ends.has_value();
  profile.category = facts.product_category;
  profile.extended = purposes_of(extension<UniquePurposes>(x509, NID_ext_key_usage).get());
  profile.has_email =
      has_email_name(extension<UniqueAlternatives>(x509, NID_subject_alt_name).get());
  return profile;
}

void read_key(const X509* x509, model::CertificateFacts& facts) {
  auto key = key_fields(X509_get_X509_PUBKEY(x509));
  facts.public_key_sha256 = std::move(key.sha256);
  facts.key_algorithm = std::move(key.algorithm);
  facts.key_bits = key.bits;
  facts.profile.public_exponent = std::move(key.public_exponent);
}

void read_extensions(X509* x509, model::CertificateFacts& facts) {
  // Asks OpenSSL to read its own extensions once, which the flags below then reflect.
  X509_check_purpose(x509, -1, 0);
  facts.is_ca = (X509_get_extension_flags(x509) & EXFLAG_CA) != 0;
  if (facts.is_ca) {
    facts.subject_key_id = key_id_of(X509_get0_subject_key_id(x509));
  }
  facts.authority_key_id = key_id_of(X509_get0_authority_key_id(x509));
  facts.product_category = sole_byte(gip_cps_value(x509, kProductCategory), V_ASN1_OCTET_STRING);
  facts.card = card_of(x509);
  if (const auto policies = extension<UniquePolicies>(x509, NID_certificate_policies)) {
    for (int i = 0; i < sk_POLICYINFO_num(policies.get()); ++i) {
      facts.policies.push_back(oid_text(sk_POLICYINFO_value(policies.get(), i)->policyid));
    }
  }
}

/// The names, dates and extensions. Returns what is wrong with a date; an end date that cannot be
/// told is worth a refusal.
std::string_view read_facts(X509* x509, model::CertificateFacts& facts) {
  facts.subject = read_name(X509_get_subject_name(x509));
  facts.issuer = read_name(X509_get_issuer_name(x509));
  facts.serial = number_of(X509_get0_serialNumber(x509));
  const auto from = instant_of(X509_get0_notBefore(x509));
  const auto to = instant_of(X509_get0_notAfter(x509));
  if (!from || !to) {
    return "certificate.reason.dates";
  }
  facts.not_before = *from;
  facts.not_after = *to;
  bool present = false;
  const auto period = extension<UniquePeriod>(x509, NID_private_key_usage_period, &present);
  if (period && period->notAfter != nullptr) {
    facts.key_usage_ends = instant_of(period->notAfter);
  }
  if (present && (!period || (period->notAfter != nullptr && !facts.key_usage_ends))) {
    return "certificate.reason.key-usage-period";
  }
  const X509_ALGOR* signature = nullptr;
  X509_get0_signature(nullptr, &signature, x509);
  facts.signature_algorithm = algorithm_name(signature);
  facts.profile = read_profile(x509);
  read_key(x509, facts);
  read_extensions(x509, facts);
  return {};
}

}  // namespace

Result<Certificate> make_certificate(UniqueX509 x509, Bytes der, std::string_view file) {
  const CleanQueue clean;
  auto impl = std::make_shared<Certificate::Impl>();
  auto& facts = impl->facts;
  if (const auto reason = read_facts(x509.get(), facts); !reason.empty()) {
    return wrong_dates(file, reason);
  }
  facts.sha256 = fingerprint_of(der);
  facts.usage = usage_of(profile_of(x509.get(), facts));
  facts.environment = environment_of(facts);
  impl->self_issued =
      X509_NAME_cmp(X509_get_subject_name(x509.get()), X509_get_issuer_name(x509.get())) == 0;
  impl->x509 = std::move(x509);
  impl->der = std::move(der);
  return Certificate::Impl::wrap(std::move(impl));
}

Result<Certificate> make_certificate(const X509* x509, std::string_view file) {
  return Certificate::from_der(encode<i2d_X509>(x509), file);
}

}  // namespace detail

Result<Certificate> Certificate::from_der(ByteView der, std::string_view file) {
  const detail::CleanQueue clean;
  std::size_t rest = 0;
  auto x509 = detail::decode<detail::UniqueX509, d2i_X509>(der, &rest);
  if (!x509) {
    return detail::unreadable(file, "certificate.reason.structure");
  }
  if (rest != 0) {
    return detail::unreadable(file, "certificate.reason.trailing");
  }
  return detail::make_certificate(std::move(x509), Bytes(der.begin(), der.end()), file);
}

const model::CertificateFacts& Certificate::facts() const { return impl_->facts; }
const Bytes& Certificate::der() const { return impl_->der; }
std::string Certificate::pem() const { return detail::encode_pem("CERTIFICATE", impl_->der); }
bool Certificate::is_self_issued() const { return impl_->self_issued; }
bool Certificate::is_self_signed() const {
  const detail::CleanQueue clean;
  constexpr int kVerifySignature = 1;
  return impl_->self_issued && X509_self_signed(impl_->x509.get(), kVerifySignature) == 1;
}

}  // namespace dmp::x509
