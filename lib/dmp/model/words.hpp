#pragma once

#include <optional>
#include <string_view>

#include "dmp/base/text.hpp"

/// The closed vocabularies of the domain. Each has `to_string` (the stable word of our documents
/// and JSON) and `parse_<name>` (nothing for a word that is not of the vocabulary).
namespace dmp::model {

/// Which tree a certificate belongs to, or a dossier orders from.
enum class Environment { production, test, rehearsal, unknown };
std::string_view to_string(Environment value);
std::optional<Environment> parse_environment(std::string_view word);

/// What a certificate is for; found from keyUsage, extendedKeyUsage and privateKeyUsagePeriod.
enum class Usage { auth_cli, sign, conf, serv_ssl, serv_sign, card_auth, card_sign, ca, other };
std::string_view to_string(Usage value);  ///< "AUTH_CLI", "SIGN", …
/// Takes the stable word and what people type: any case, '-' for '_'.
std::optional<Usage> parse_usage(std::string_view word);

/// Kind of a group (procedure 4.3, 4.4.2, 4.4.1, 4.5).
enum class GroupKind { ght, private_group, single_site, network };
std::string_view to_string(GroupKind value);
std::optional<GroupKind> parse_group_kind(std::string_view word);

/// Category of an establishment: établissement de santé, médico-social, or the others of 4.5.
enum class Category { es, esms, other };
std::string_view to_string(Category value);
std::optional<Category> parse_category(std::string_view word);

enum class Sector { public_sector, private_sector, liberal };
std::string_view to_string(Sector value);  ///< "public", "private", "liberal"
std::optional<Sector> parse_sector(std::string_view word);

/// Who employs a technical administrator.
enum class Employer { establishment, vendor };
std::string_view to_string(Employer value);
std::optional<Employer> parse_employer(std::string_view word);

/// State of the adhesion contract with ANS (procedure 4.2).
enum class ContractStatus { signed_contract, requested, missing, unknown };
std::string_view to_string(ContractStatus value);  ///< "signed", "requested", "missing", "unknown"
std::optional<ContractStatus> parse_contract_status(std::string_view word);

/// Families of CPx cards.
enum class CardType { cps, cpf, cpe, cpa, cde, cda };
std::string_view to_string(CardType value);  ///< "CPS", …
std::optional<CardType> parse_card_type(std::string_view word);

enum class CardStatus { active, requested, expired, opposed, missing, unknown };
std::string_view to_string(CardStatus value);
std::optional<CardStatus> parse_card_status(std::string_view word);

/// Who signs form 413.
enum class Signatory { representative, proxy };
std::string_view to_string(Signatory value);
std::optional<Signatory> parse_signatory(std::string_view word);

/// Whose number a certificate carries: the site's, the legal entity's, or a SIRET (procedure 4.5).
enum class FinessKind { geographic, juridical, siret };
std::string_view to_string(FinessKind value);
std::optional<FinessKind> parse_finess_kind(std::string_view word);

/// Where an order stands, from plan to end of life.
/// OrderState is where an order stands: planned (no key yet), ready (its request can be uploaded),
/// requested (on the portal), delivered (the certificate was collected), installed, superseded,
/// revoked.
enum class OrderState { planned, ready, requested, delivered, installed, superseded, revoked };
std::string_view to_string(OrderState value);
std::optional<OrderState> parse_order_state(std::string_view word);
/// may_follow tells whether an order may pass from one state to the other.
bool may_follow(OrderState from, OrderState to);

/// The way of a site, from contract to renewal (procedure 4.2 to 7).
enum class Stage {
  contract,
  card,
  administrator,
  form_413,
  habilitation,
  order,
  withdrawal,
  installation,
  renewal
};
std::string_view to_string(Stage value);  ///< "contract", …, "form-413", …
std::optional<Stage> parse_stage(std::string_view word);

/// What `expiry` says of a certificate.
enum class CertificateStatus {
  valid,
  expiring,
  expired,
  not_yet_valid,
  superseded,
  revoked,
  missing
};
std::string_view to_string(CertificateStatus value);  ///< "valid", …, "not-yet-valid", …
std::optional<CertificateStatus> parse_certificate_status(std::string_view word);

/// What a signature's attribute signing-certificate-v2 (RFC 5035) says of the signer's certificate.
enum class SigningCertificate { absent, agrees, differs };
std::string_view to_string(SigningCertificate value);
std::optional<SigningCertificate> parse_signing_certificate(std::string_view word);

/// What is verified of a signed request's signer, in the order in which it is told.
enum class SignerCheck {
  signature,            ///< It is mathematically right.
  hash,                 ///< It is over a hash that still proves something.
  signing_certificate,  ///< The signed attribute names the certificate that came along.
  signing_time,         ///< The time is there and has come.
  card,                 ///< The certificate is that of a CPx card.
  key,                  ///< The key is the card's signature key.
  authority,            ///< The issuer is the authority of cards of that kind.
  chain,                ///< Its chain holds.
  validity,             ///< It was valid when it signed.
  environment,          ///< It is of the tree that the dossier orders from.
  administrator,        ///< The card is that of an administrator of the site.
  card_status           ///< The dossier knows of nothing against the card.
};
std::string_view to_string(SignerCheck value);  ///< "signature", …, "card-status"
std::optional<SignerCheck> parse_signer_check(std::string_view word);

/// What came out of a check.
enum class CheckResult { holds, fails, not_verified };
std::string_view to_string(CheckResult value);  ///< "holds", "fails", "not-verified"
std::optional<CheckResult> parse_check_result(std::string_view word);

}  // namespace dmp::model
