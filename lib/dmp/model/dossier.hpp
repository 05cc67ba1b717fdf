#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/model/card_number.hpp"
#include "dmp/model/finess.hpp"
#include "dmp/model/siren.hpp"
#include "dmp/model/structure_id.hpp"
#include "dmp/model/words.hpp"

/// What is known about who orders what: the content of a dossier, once read.
///
/// An identifier that the document has but that is not valid is absent here; reading has already
/// reported it. Strings are UTF-8, as typed, outer spaces removed; empty means absent.
namespace dmp::model {

/// Card is a CPx card as the dossier declares it.
struct Card {
  CardType type = CardType::cpe;
  std::optional<model::CardNumber> number;
  CardStatus status = CardStatus::unknown;
  std::optional<Date> expires_on;
};

/// Person is somebody with a role in the procedure.
struct Person {
  std::string family_name;
  std::string given_names;
  std::string phone;
  std::string email;
  std::optional<Card> card;
};

/// Administrator is a technical administrator (procedure 4, 4.6).
struct Administrator {
  std::string id;  ///< That of the person.
  Employer employer = Employer::establishment;
  Person person;
  std::string pointer;         ///< JSON pointer of this object in its document.
  std::string person_at = {};  ///< Pointer of the person; empty: that of this object.

  /// at returns the JSON pointer of a part: at("employer"), at("card/number").
  [[nodiscard]] std::string at(std::string_view part) const;
};

/// Proxy is a mandataire designated by form 502 (procedure 4.2).
struct Proxy {
  std::string id;  ///< That of the person; may be empty.
  Person person;
  std::optional<Date> form_502_sent_on;
};

/// Contract is the contrat d'adhésion with ANS (procedure 4.2).
struct Contract {
  ContractStatus status = ContractStatus::unknown;
  std::string number;
  std::optional<Date> signed_on;
};

/// Software is the DMP software in use (form 413, part 4.2).
struct Software {
  std::string publisher;
  std::string product;
  std::string version;
  bool juridical_finess_only = false;
  std::optional<Date> publisher_contacted_on =
      std::nullopt;  ///< About the contract's file (procedure 4.3, 4.4).
};

/// Form413 is what became of a site's form 413 (procedure 4.6, 5).
struct Form413 {
  std::optional<Date> sent_on;
  std::string sent_to;               ///< E-mail address.
  std::optional<Date> confirmed_on;  ///< ANS's mail that declares the habilitation.
  /// Ids of those whom the form that was sent declares; nothing where the dossier does not say.
  std::optional<std::vector<std::string>> administrators = std::nullopt;
};

/// The service of certificates that name none.
inline constexpr std::string_view kDmp = "DMP";

/// WantedCertificate is one certificate that a site needs, whose number it carries, and how far
/// its order has come (procedure 6, 7). A certificate that the site holds has its last day.
struct WantedCertificate {
  Usage usage = Usage::auth_cli;
  FinessKind on = FinessKind::geographic;
  std::optional<Date> ordered_on = std::nullopt;
  std::optional<Date> withdrawn_on = std::nullopt;
  std::optional<Date> installed_on = std::nullopt;
  std::optional<Date> ends_on = std::nullopt;
  std::string service = std::string(kDmp);  ///< "DMP", "INSI", …
  std::string name = {};  ///< Service applicatif (CN); empty: the edition's for the usage.
};

/// LegalEntity is who stands behind sites: what a certificate on its number is named after.
struct LegalEntity {
  std::optional<model::Finess> finess;
  std::string name;  ///< Raison sociale.
  std::optional<model::Siren> siren;
  std::string department;  ///< Any coding; empty: taken from the FINESS number.
  std::string pointer;     ///< JSON pointer of this object in its document.
};

/// Origin says where a part of an establishment stands in the document, if not at its own place
/// there: "contract" at "/legal_entities/0/contract". What a reference leads to has one of its own,
/// with a '/' at the end of both: "representative/" at "/people/3/".
struct Origin {
  std::string part;
  std::string pointer;
};

/// Establishment is one geographic site, with all that holds for it: what it does not say itself,
/// its legal entity or the dossier's defaults have said.
struct Establishment {
  std::string id;
  std::string name;  ///< Raison sociale.
  std::optional<model::Finess> finess_geographic;
  std::optional<model::Finess> finess_juridical;
  std::optional<model::Siret> siret;
  Category category = Category::es;
  std::string kind;  ///< "hospital", "ehpad", …
  std::optional<Sector> sector;
  std::string department;  ///< Any coding; empty: taken from the FINESS number.
  std::optional<Contract> contract;
  std::optional<Person> representative;
  std::vector<Proxy> proxies;
  std::optional<Signatory> signatory;
  std::vector<std::string> administrators;  ///< Ids into Dossier::administrators.
  std::optional<Software> software;
  Form413 form_413;
  std::vector<WantedCertificate> certificates;
  std::string pointer;  ///< JSON pointer of this object in its document.
  std::shared_ptr<const LegalEntity> legal_entity = nullptr;  ///< Where the dossier describes it.
  std::vector<Origin> origins = {};  ///< Of the parts that stand elsewhere.

  /// finess returns the number of that kind, if the dossier has it; nothing of a SIRET.
  [[nodiscard]] const std::optional<model::Finess>& finess(FinessKind which) const;
  /// at returns the JSON pointer of a part, at("contract/status"), where it was said.
  [[nodiscard]] std::string at(std::string_view part) const;
};

/// Group is the GHT, private group, single site or network that orders.
struct Group {
  GroupKind kind = GroupKind::single_site;
  std::string name;
  std::optional<Person> contact;              ///< DSI or whoever coordinates.
  std::string team;                           ///< In charge of the deployment's coherence (4.5).
  std::string architecture;                   ///< Principles agreed on, a DMP proxy or other (4.3).
  std::optional<Date> contracts_reviewed_on;  ///< État des lieux with the client service (4.3).
  std::optional<Date> contracts_sent_on;      ///< The files of all the sites in one sending (4.3).
  bool producers_listed = false;  ///< Every structure that produces documents is a site here (4.5).
  std::string contact_at = {};    ///< JSON pointer of the contact; empty: "/group/contact".
};

/// AcceptedFinding is a finding that the establishment bears with until a day.
struct AcceptedFinding {
  std::string rule;
  std::string site;  ///< Id; empty: of any site.
  Acceptance acceptance;
  std::string pointer;  ///< JSON pointer of this object in its document.
};

/// Dossier is the whole document.
struct Dossier {
  Environment environment = Environment::production;
  std::string edition = {};  ///< Of the procedure; empty: not said.
  std::optional<Group> group;
  std::vector<Administrator> administrators;
  std::vector<std::shared_ptr<const LegalEntity>> legal_entities = {};
  std::vector<Establishment> establishments;
  std::vector<AcceptedFinding> accepted;

  /// find_administrator returns the administrator with that id, or nullptr.
  [[nodiscard]] const Administrator* find_administrator(const std::string& id) const;
  /// find_establishment returns the establishment with that id, or nullptr.
  [[nodiscard]] const Establishment* find_establishment(const std::string& id) const;
};

/// select_sites returns the establishments that these names mean, in the dossier's order; all of
/// them when there is none. A name is an id, a FINESS number (that of a legal entity means all its
/// sites), a SIRET, or a pattern of ids ("ehpad-*", where "?" is one character); one that is an id
/// means that site alone. Names that mean nothing are returned in `unknown`.
struct SiteSelection {
  std::vector<const Establishment*> sites;
  std::vector<std::string> unknown;
};
SiteSelection select_sites(const Dossier& dossier, const std::vector<std::string>& ids);

/// state_label_of returns the ST of the site's certificates ("Ain (01)"), from its department or,
/// without one, from its FINESS number; empty when neither is known.
std::string state_label_of(const Establishment& site);

/// carries tells whether a structure's identifier, as certificates have it in their OU, is one of
/// the site's: its geographic or juridical FINESS number or its SIRET.
bool carries(const Establishment& site, const model::StructureId& structure);

/// Signer is who signs a site's form 413: as the dossier says, else the representative where there
/// is one, else a proxy. Of several proxies, the one who is most ready:
/// an active card, of a fitting type, form 502 sent, the card that lasts longest, the first one.
struct Signer {
  std::optional<Signatory> role;  ///< Nothing when the dossier names nobody.
  const Person* person = nullptr;
  const Proxy* proxy = nullptr;  ///< When a proxy signs.
  std::string part;              ///< Part of the establishment: "agents/0".
};

/// signer_of chooses the signer of a site's form (procedure 4.2, 5); its pointers live as long as
/// `site`.
Signer signer_of(const Establishment& site);

}  // namespace dmp::model
