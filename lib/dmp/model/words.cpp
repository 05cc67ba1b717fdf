#include "dmp/model/words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace dmp::model {
namespace {

template <typename Enum, std::size_t N>
using Words = std::array<std::pair<Enum, std::string_view>, N>;

template <typename Enum, std::size_t N>
std::string_view word_of(const Words<Enum, N>& words, Enum value) {
  return std::ranges::find(words, value, &Words<Enum, N>::value_type::first)->second;
}

template <typename Enum, std::size_t N>
std::optional<Enum> value_of(const Words<Enum, N>& words, std::string_view word) {
  const auto found = std::ranges::find(words, word, &Words<Enum, N>::value_type::second);
  return found == words.end() ? std::nullopt : std::optional(found->first);
}

constexpr Words<Environment, 4> kEnvironments{{{Environment::production, "production"},
                                               {Environment::test, "test"},
                                               {Environment::rehearsal, "rehearsal"},
                                               {Environment::unknown, "unknown"}}};
constexpr Words<Usage, 9> kUsages{{{Usage::auth_cli, "AUTH_CLI"},
                                   {Usage::sign, "SIGN"},
                                   {Usage::conf, "CONF"},
                                   {Usage::serv_ssl, "SERV_SSL"},
                                   {Usage::serv_sign, "SERV_SIGN"},
                                   {Usage::card_auth, "CARD_AUTH"},
                                   {Usage::card_sign, "CARD_SIGN"},
                                   {Usage::ca, "CA"},
                                   {Usage::other, "OTHER"}}};
constexpr Words<GroupKind, 4> kGroupKinds{{{GroupKind::ght, "ght"},
                                           {GroupKind::private_group, "private-group"},
                                           {GroupKind::single_site, "single-site"},
                                           {GroupKind::network, "network"}}};
constexpr Words<Category, 3> kCategories{
    {{Category::es, "es"}, {Category::esms, "esms"}, {Category::other, "other"}}};
constexpr Words<Sector, 3> kSectors{{{Sector::public_sector, "public"},
                                     {Sector::private_sector, "private"},
                                     {Sector::liberal, "liberal"}}};
constexpr Words<Employer, 2> kEmployers{
    {{Employer::establishment, "establishment"}, {Employer::vendor, "vendor"}}};
constexpr Words<ContractStatus, 4> kContractStatuses{{{ContractStatus::signed_contract, "signed"},
                                                      {ContractStatus::requested, "requested"},
                                                      {ContractStatus::missing, "missing"},
                                                      {ContractStatus::unknown, "unknown"}}};
constexpr Words<CardType, 6> kCardTypes{{{CardType::cps, "CPS"},
                                         {CardType::cpf, "CPF"},
                                         {CardType::cpe, "CPE"},
                                         {CardType::cpa, "CPA"},
                                         {CardType::cde, "CDE"},
                                         {CardType::cda, "CDA"}}};
constexpr Words<SigningCertificate, 3> kSigningCertificates{
    {{SigningCertificate::absent, "absent"},
     {SigningCertificate::agrees, "agrees"},
     {SigningCertificate::differs, "differs"}}};
constexpr Words<SignerCheck, 12> kSignerChecks{
    {{SignerCheck::signature, "signature"},
     {SignerCheck::hash, "hash"},
     {SignerCheck::signing_certificate, "signing-certificate"},
     {SignerCheck::signing_time, "signing-time"},
     {SignerCheck::card, "card"},
     {SignerCheck::key, "key"},
     {SignerCheck::authority, "authority"},
     {SignerCheck::chain, "chain"},
     {SignerCheck::validity, "validity"},
     {SignerCheck::environment, "environment"},
     {SignerCheck::administrator, "administrator"},
     {SignerCheck::card_status, "card-status"}}};
constexpr Words<CheckResult, 3> kCheckResults{{{CheckResult::holds, "holds"},
                                               {CheckResult::fails, "fails"},
                                               {CheckResult::not_verified, "not-verified"}}};
constexpr Words<CardStatus, 6> kCardStatuses{{{CardStatus::active, "active"},
                                              {CardStatus::requested, "requested"},
                                              {CardStatus::expired, "expired"},
                                              {CardStatus::opposed, "opposed"},
                                              {CardStatus::missing, "missing"},
                                              {CardStatus::unknown, "unknown"}}};
constexpr Words<Signatory, 2> kSignatories{
    {{Signatory::representative, "representative"}, {Signatory::proxy, "agent"}}};
constexpr Words<FinessKind, 3> kFinessKinds{{{FinessKind::geographic, "site"},
                                             {FinessKind::juridical, "legal-entity"},
                                             {FinessKind::siret, "siret"}}};
constexpr Words<OrderState, 7> kOrderStates{{{OrderState::planned, "planned"},
                                             {OrderState::ready, "ready"},
                                             {OrderState::requested, "requested"},
                                             {OrderState::delivered, "delivered"},
                                             {OrderState::installed, "installed"},
                                             {OrderState::superseded, "superseded"},
                                             {OrderState::revoked, "revoked"}}};
constexpr Words<Stage, 9> kStages{{{Stage::contract, "contract"},
                                   {Stage::card, "card"},
                                   {Stage::administrator, "administrator"},
                                   {Stage::form_413, "form-413"},
                                   {Stage::habilitation, "habilitation"},
                                   {Stage::order, "order"},
                                   {Stage::withdrawal, "withdrawal"},
                                   {Stage::installation, "installation"},
                                   {Stage::renewal, "renewal"}}};
constexpr Words<CertificateStatus, 7> kCertificateStatuses{
    {{CertificateStatus::valid, "valid"},
     {CertificateStatus::expiring, "expiring"},
     {CertificateStatus::expired, "expired"},
     {CertificateStatus::not_yet_valid, "not-yet-valid"},
     {CertificateStatus::superseded, "superseded"},
     {CertificateStatus::revoked, "revoked"},
     {CertificateStatus::missing, "missing"}}};

}  // namespace

std::string_view to_string(Environment value) { return word_of(kEnvironments, value); }
std::optional<Environment> parse_environment(std::string_view word) {
  return value_of(kEnvironments, word);
}

std::string_view to_string(Usage value) { return word_of(kUsages, value); }
std::optional<Usage> parse_usage(std::string_view word) {
  std::string upper(word);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c == '-' ? '_' : (c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  });
  return value_of(kUsages, std::string_view(upper));
}

std::string_view to_string(GroupKind value) { return word_of(kGroupKinds, value); }
std::optional<GroupKind> parse_group_kind(std::string_view word) {
  return value_of(kGroupKinds, word);
}

std::string_view to_string(Category value) { return word_of(kCategories, value); }
std::optional<Category> parse_category(std::string_view word) {
  return value_of(kCategories, word);
}

std::string_view to_string(Sector value) { return word_of(kSectors, value); }
std::optional<Sector> parse_sector(std::string_view word) { return value_of(kSectors, word); }

std::string_view to_string(Employer value) { return word_of(kEmployers, value); }
std::optional<Employer> parse_employer(std::string_view word) { return value_of(kEmployers, word); }

std::string_view to_string(ContractStatus value) { return word_of(kContractStatuses, value); }
std::optional<ContractStatus> parse_contract_status(std::string_view word) {
  return value_of(kContractStatuses, word);
}

std::string_view to_string(CardType value) { return word_of(kCardTypes, value); }
std::optional<CardType> parse_card_type(std::string_view word) {
  return value_of(kCardTypes, word);
}

std::string_view to_string(CardStatus value) { return word_of(kCardStatuses, value); }
std::optional<CardStatus> parse_card_status(std::string_view word) {
  return value_of(kCardStatuses, word);
}

std::string_view to_string(Signatory value) { return word_of(kSignatories, value); }
std::optional<Signatory> parse_signatory(std::string_view word) {
  return value_of(kSignatories, word);
}

std::string_view to_string(FinessKind value) { return word_of(kFinessKinds, value); }
std::optional<FinessKind> parse_finess_kind(std::string_view word) {
  return value_of(kFinessKinds, word);
}

std::string_view to_string(OrderState value) { return word_of(kOrderStates, value); }
std::optional<OrderState> parse_order_state(std::string_view word) {
  return value_of(kOrderStates, word);
}

bool may_follow(OrderState from, OrderState to) {
  switch (from) {
    case OrderState::planned:
      return to == OrderState::ready;
    case OrderState::ready:
      return to == OrderState::requested || to == OrderState::delivered ||
             to == OrderState::installed || to == OrderState::superseded;
    case OrderState::requested:
      return to == OrderState::delivered || to == OrderState::installed ||
             to == OrderState::superseded;
    case OrderState::delivered:
      return to == OrderState::installed || to == OrderState::superseded ||
             to == OrderState::revoked;
    case OrderState::installed:
      return to == OrderState::superseded || to == OrderState::revoked;
    case OrderState::superseded:
      return to == OrderState::installed || to == OrderState::revoked;
    case OrderState::revoked:
      return false;
  }
  return false;
}

std::string_view to_string(Stage value) { return word_of(kStages, value); }
std::optional<Stage> parse_stage(std::string_view word) { return value_of(kStages, word); }

std::string_view to_string(CertificateStatus value) { return word_of(kCertificateStatuses, value); }
std::optional<CertificateStatus> parse_certificate_status(std::string_view word) {
  return value_of(kCertificateStatuses, word);
}

std::string_view to_string(SigningCertificate value) {
  return word_of(kSigningCertificates, value);
}
std::optional<SigningCertificate> parse_signing_certificate(std::string_view word) {
  return value_of(kSigningCertificates, word);
}

std::string_view to_string(SignerCheck value) { return word_of(kSignerChecks, value); }
std::optional<SignerCheck> parse_signer_check(std::string_view word) {
  return value_of(kSignerChecks, word);
}

std::string_view to_string(CheckResult value) { return word_of(kCheckResults, value); }
std::optional<CheckResult> parse_check_result(std::string_view word) {
  return value_of(kCheckResults, word);
}

}  // namespace dmp::model
