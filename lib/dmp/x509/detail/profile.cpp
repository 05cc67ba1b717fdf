#include "dmp/x509/detail/profile.hpp"

#include <algorithm>
#include <initializer_list>

#include "dmp/x509/chain.hpp"

namespace dmp::x509::detail {
namespace {

constexpr std::uint32_t kSignature = KU_DIGITAL_SIGNATURE;
constexpr std::uint32_t kNonRepudiation = KU_NON_REPUDIATION;
constexpr std::uint32_t kEncipherment = KU_KEY_ENCIPHERMENT;

bool extends(const Profile& profile, std::initializer_list<int> nids) {
  return profile.extended.size() == nids.size() &&
         std::ranges::is_permutation(profile.extended, nids);
}

model::Usage card_usage(const Profile& profile) {
  if (profile.key_usage == kSignature &&
      (extends(profile, {NID_client_auth, NID_ms_smartcard_login}) ||
       extends(profile, {NID_client_auth}))) {
    return model::Usage::card_auth;
  }
  if (profile.key_usage == kNonRepudiation && extends(profile, {NID_email_protect})) {
    return model::Usage::card_sign;
  }
  return model::Usage::other;
}

model::Usage software_usage(const Profile& profile) {
  if (profile.key_usage == kSignature && extends(profile, {NID_client_auth})) {
    return model::Usage::auth_cli;
  }
  if (profile.key_usage == (kSignature | kNonRepudiation) &&
      extends(profile, {NID_email_protect}) && profile.has_private_key_period) {
    return profile.has_email ? model::Usage::serv_sign : model::Usage::sign;
  }
  if (profile.key_usage == kEncipherment &&
      extends(profile, {NID_email_protect, NID_anyExtendedKeyUsage})) {
    return model::Usage::conf;
  }
  if (profile.key_usage == (kSignature | kEncipherment) &&
      extends(profile, {NID_server_auth, NID_client_auth})) {
    return model::Usage::serv_ssl;
  }
  return model::Usage::other;
}

}  // namespace

std::vector<int> purposes_of(const EXTENDED_KEY_USAGE* purposes) {
  std::vector<int> nids;
  for (int i = 0; i < sk_ASN1_OBJECT_num(purposes); ++i) {
    nids.push_back(OBJ_obj2nid(sk_ASN1_OBJECT_value(purposes, i)));
  }
  return nids;
}

bool has_email_name(const GENERAL_NAMES* names) {
  for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
    if (sk_GENERAL_NAME_value(names, i)->type == GEN_EMAIL) {
      return true;
    }
  }
  return false;
}

model::Usage usage_of(const Profile& profile) {
  if (profile.is_ca) {
    return model::Usage::ca;
  }
  if (profile.invalid) {
    return model::Usage::other;
  }
  if (!profile.category) {
    const auto card = card_usage(profile);
    const bool only_on_cards =
        profile.key_usage == kNonRepudiation || !extends(profile, {NID_client_auth});
    return card != model::Usage::other && only_on_cards ? card : software_usage(profile);
  }
  const bool on_card = *profile.category == 0x00 || *profile.category == 0x80;
  return on_card ? card_usage(profile) : software_usage(profile);
}

model::Environment environment_of(const model::CertificateSummary& certificate) {
  if (const auto* known = find_known_authority(certificate.sha256)) {
    return known->environment;
  }
  const auto& units = certificate.issuer->units;
  const auto has = [&](std::string_view unit) {
    return std::ranges::find(units, unit) != units.end();
  };
  const bool production = has("IGC-SANTE");
  const bool test = has("IGC-SANTE TEST");
  const bool rehearsal = has("IGC-SANTE REHEARSAL");
  if (int{production} + int{test} + int{rehearsal} != 1) {
    return model::Environment::unknown;
  }
  return production ? model::Environment::production
         : test     ? model::Environment::test
                    : model::Environment::rehearsal;
}

}  // namespace dmp::x509::detail
