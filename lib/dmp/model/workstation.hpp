#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/model/words.hpp"

namespace dmp::model {

/// Chip of a card, told from its answer to reset and confirmed by its EF.SN.
enum class CardGeneration { cps3, cps4, other };
std::string_view to_string(CardGeneration value);  ///< "CPS3", "CPS4", "other"

/// CardIdentity is what a card says of itself without a PIN. Parts that it does not tell are empty,
/// and `doubts` says what is uncertain about the others.
struct CardIdentity {
  CardGeneration generation = CardGeneration::other;
  bool contactless = false;
  std::string chip_serial;      ///< Eight digits of EF.SN; not the number printed on the card.
  std::vector<CardType> types;  ///< Those that its certificate allows: CPE or CDE look the same.
  std::string number;           ///< Ten digits, printed on the card ("N° de carte").
  std::string family_name;      ///< UTF-8; empty on cards that are in nobody's name.
  std::string given_names;      ///< UTF-8.
  std::string national_id;      ///< IdNat_PS, the certificate's CN: "899700041983".
  std::string structure_id;     ///< Identifiant national de structure, "1010000024"; CPE and CPA.
  std::string structure_name;   ///< UTF-8.
  Environment environment = Environment::unknown;
  std::optional<Instant> ends_at;   ///< The earlier end of its certificates.
  std::vector<std::string> doubts;  ///< Ids of catalogue texts ("card.doubt.…").

  bool operator==(const CardIdentity&) const = default;
};

/// AtrFacts is what an answer to reset says by itself (ISO 7816-3), whatever the card is.
struct AtrFacts {
  std::string bytes;                   ///< Hexadecimal, upper case.
  std::vector<std::string> protocols;  ///< "T=0", "T=1".
  std::string historical;              ///< Historical bytes, hexadecimal.
  bool well_formed = false;            ///< As long as it says, and its check byte is right.

  bool operator==(const AtrFacts&) const = default;
};

/// ReaderFacts is a smart-card reader with what is in it.
struct ReaderFacts {
  std::string name;
  bool card_present = false;
  std::optional<CardIdentity> card;  ///< Nothing without a card, or when reading it failed.
  std::optional<Error> error;        ///< Why reading it failed.
  std::optional<AtrFacts> atr = std::nullopt;  ///< Nothing without a card or when nobody asked.

  bool operator==(const ReaderFacts&) const = default;
};

/// PortalFacts is the attempt to reach the host of the order platform.
struct PortalFacts {
  std::string host;  ///< Empty where the address could not be read: `error` has it as its `url`.
  std::string port;
  std::optional<Error> error;   ///< Why it was not reached.
  std::optional<Instant> date;  ///< The host's time, where it told one.

  bool operator==(const PortalFacts&) const = default;
};

/// place_of returns "host:port", or the address itself where that could not be read.
std::string place_of(const PortalFacts& portal);

/// NeedFacts is something that a step of the whole job needs of the machine.
struct NeedFacts {
  enum class Need {
    fonts,        ///< Those of form 413 and order sheets.
    old_ciphers,  ///< RC2, RC4 and single DES of delivered files: OpenSSL's legacy provider.
    workspace,    ///< A directory in which `csr` may keep keys.
    target        ///< A directory in which `install` may put keys.
  };
  Need need = Need::fonts;
  std::string path;                           ///< The directory; empty for what has none.
  std::optional<Error> error = std::nullopt;  ///< Why it is not met.

  bool operator==(const NeedFacts&) const = default;
};
std::string_view to_string(NeedFacts::Need value);  ///< "fonts", "old-ciphers", …

/// WorkstationFacts is what was seen of the workstation from which certificates are ordered.
struct WorkstationFacts {
  std::optional<Error> service_error;  ///< Why the smart-card service does not answer.
  std::vector<ReaderFacts> readers;
  std::optional<PortalFacts> portal;  ///< Nothing when nobody asked for it.
  std::vector<NeedFacts> needs;       ///< What was looked at, met or not.
  Instant now;                        ///< The machine's time.

  bool operator==(const WorkstationFacts&) const = default;
};

}  // namespace dmp::model
