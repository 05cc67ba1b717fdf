#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "dmp/card/card.hpp"
#include "dmp/base/error.hpp"

/// The second way to a card: any PKCS#11 module (OASIS PKCS#11 2.40), such as ANS's Cryptolib,
/// OpenSC's, or that of an HSM. A module is program code that does what it likes: read
/// configuration, end the process, crash it, or never come back. So it can be given a process of
/// its own (ModuleOptions).
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

/// ModuleOptions is where a module runs.
struct ModuleOptions {
  /// The program that hosts it, an absolute path, and its arguments: it calls host_module. Empty:
  /// the module runs inside the caller's process, with all that this means.
  std::vector<std::string> host;
  /// The host's environment, "NAME=value": modules read theirs, and secrets have no place in it.
  std::vector<std::string> environment;
  /// How long one call may take in a host; a person who types at the reader has 90 seconds at
  /// least.
  std::chrono::milliseconds limit{60'000};
};

/// list_tokens loads the module and asks it. Error ids (environment): MODULE-UNREADABLE (`path`,
/// the loader's word as cause), MODULE-NOT-PKCS11, MODULE-FAILED (`call`, the CKR_ name as cause);
/// with a host MODULE-HOST (`program`: it cannot be run), and of what the module did to it, `path`
/// and `call`: MODULE-EXITED (`code`), MODULE-CRASHED (`signal`), MODULE-HANGS (`seconds`),
/// MODULE-NONSENSE. A path without a folder is a file in the working directory: the loader does not
/// look it up.
Result<std::vector<Token>> list_tokens(const std::filesystem::path& module,
                                       const ModuleOptions& options = {});

/// open_token holds the token whose label or slot description is `name`, or the only one when
/// `name` is empty. When the card is released it logs out, unless somebody else in the process had
/// logged in. Without a host, one card of a module at a time: the first one that goes ends the
/// module for all. With one, the card lives no longer than the thread that opened it. Error ids:
/// those of list_tokens; CARD-NONE, CARD-SEVERAL (usage, `names`), CARD-UNKNOWN-READER (usage,
/// `name`, `names`).
Result<std::unique_ptr<Card>> open_token(const std::filesystem::path& module,
                                         const std::string& name,
                                         const ModuleOptions& options = {});

/// The descriptor on which a host is asked.
inline constexpr int kModuleDescriptor = 3;

/// host_module is all that a host does: it loads the module and passes on what it is asked, until
/// nobody asks any more. Returns the host's exit code.
int host_module(int descriptor = kModuleDescriptor);

}  // namespace dmp::card
