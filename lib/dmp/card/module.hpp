#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "dmp/card/card.hpp"
#include "dmp/core/error.hpp"

/// The second way to a card: any PKCS#11 module (OASIS PKCS#11 2.40), such as ANS's Cryptolib,
/// OpenSC's, or that of an HSM. A module is program code that runs inside the caller's process, and
/// reads whatever configuration it likes.
///
/// A CPx card signs with the key whose certificate has nonRepudiation, and no other one. Another
/// token does the same, and where it has no such certificate it signs with a key that it allows to
/// sign (CKA_SIGN) and whose certificate has digitalSignature or no keyUsage. Only RSA keys are
/// used; key and certificate belong together by CKA_ID and modulus. When several certificates would
/// do, it is one whose key is visible, then the one that ends last, and the identity's doubts say
/// so.
namespace dmp::card {

/// Token is one slot of a module with what is in it.
struct Token {
  unsigned long slot = 0;
  std::string reader;    ///< The slot's description.
  std::string label;     ///< Empty without a token.
  bool present = false;  ///< False also for a token that was never initialised.
};

/// list_tokens loads the module and asks it. Error ids (environment): MODULE-UNREADABLE (`path`,
/// the loader's word as cause), MODULE-NOT-PKCS11, MODULE-FAILED (`call`, the CKR_ name as cause).
/// A path without a folder is a file in the working directory: the loader does not look it up.
Result<std::vector<Token>> list_tokens(const std::filesystem::path& module);

/// open_token holds the token whose label or slot description is `name`, or the only one when
/// `name` is empty. When the card is released it logs out, unless somebody else in the process had
/// logged in. One card of a module at a time: the first one that goes ends the module for all.
/// Error ids: those of list_tokens; CARD-NONE, CARD-SEVERAL (usage, `names`), CARD-UNKNOWN-READER
/// (usage, `name`, `names`).
Result<std::unique_ptr<Card>> open_token(const std::filesystem::path& module,
                                         const std::string& name);

}  // namespace dmp::card
