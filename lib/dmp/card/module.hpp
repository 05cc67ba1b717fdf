#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "dmp/card/card.hpp"
#include "dmp/core/error.hpp"

/// The second way to a card: any PKCS#11 module (OASIS PKCS#11 2.40).
namespace dmp::card {

/// Token is one slot of a module with what is in it.
struct Token {
  unsigned long slot = 0;
  std::string reader;  ///< The slot's description.
  std::string label;   ///< Empty without a token.
  bool present = false;
};

/// list_tokens loads the module and asks it. Error ids (environment): MODULE-UNREADABLE (`path`,
/// the loader's word as cause), MODULE-NOT-PKCS11, MODULE-FAILED (`call`, the CKR_ name as cause).
Result<std::vector<Token>> list_tokens(const std::filesystem::path& module);

/// open_token holds the token whose label or slot description is `name`, or the only one when
/// `name` is empty. Error ids: those of list_tokens; CARD-NONE, CARD-SEVERAL (usage, `names`),
/// CARD-UNKNOWN-READER (usage, `name`, `names`).
Result<std::unique_ptr<Card>> open_token(const std::filesystem::path& module,
                                         const std::string& name);

}  // namespace dmp::card
