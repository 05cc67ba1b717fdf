#include <algorithm>
#include <array>

#include "dmp/x509/chain.hpp"

namespace dmp::x509 {
namespace {

using model::Environment;

consteval model::Fingerprint of(std::string_view hex) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  model::Fingerprint made;
  for (std::size_t i = 0; i < made.bytes.size(); ++i) {
    made.bytes.at(i) = static_cast<std::uint8_t>(kDigits.find(hex.at(2 * i)) * 16 +
                                                 kDigits.find(hex.at(2 * i + 1)));
  }
  return made;
}

// Fingerprints are facts: the certificates themselves come from the portal's P12 or from the user.
constexpr std::array kKnown = {
    KnownAuthority{of("2d9e22ca19f777c6b745257c723ecb8df3c35fa6f1f6ec36b83600c97346967f"), "ACR-EL",
                   Environment::production, true},
    KnownAuthority{of("d834ee5b40686b73573f60547bf6052c6d404d942a5665cdb2c0b9137b5d27b2"),
                   "ACI-EL-ORG", Environment::production, false},
    KnownAuthority{of("19c1eaeab477b6fbc233cda3b53fbdbc3f4e9bf6cf6973e46f7dfaef89c06c6c"),
                   "ACI-EL-PP", Environment::production, false},
    KnownAuthority{of("5891815e864506c662afb32f8de5b8de38bffa1af721780b69e19a0c050386c3"), "ACR-ST",
                   Environment::production, true},
    KnownAuthority{of("6c339ebcb3e1b0102b143c9694225c2a4ab2ef6fedf7d364da8db305e7f7d997"),
                   "ACI-ST-PP", Environment::production, false},
    KnownAuthority{of("c0520a2b14fb68836a807bf86ab2b3e07d1b6061d91bc9c7b86a6f8de4b5638e"),
                   "ACI-ST-ORG", Environment::production, false},
    KnownAuthority{of("53d30a19570826bde0c0762501f1f1c7a659f976c6c023123df5239df34a4eea"), "ACR-FO",
                   Environment::production, true},
    KnownAuthority{of("38284e4f6107456e70c7439c85da7d564d0fe1fe1a968c9eb6d43e1fc0d63c3a"),
                   "ACI-FO-PP", Environment::production, false},
    KnownAuthority{of("01325aeb193871eec90fa89556804e4185cb362e0ca87a3d79939c71186da805"),
                   "ACR-EL-TEST", Environment::test, true},
    KnownAuthority{of("dc528e3788691b3f7950164076f95b02c64334c68662bdede5750b4e0e5338f6"),
                   "ACI-EL-ORG-TEST", Environment::test, false},
    KnownAuthority{of("67be67df1673552a6c2c110f6603309c4b68fd7b7a2bba847ec87dc5d7c71b1f"),
                   "ACI-EL-PP-TEST", Environment::test, false},
};

}  // namespace

const KnownAuthority* find_known_authority(const model::Fingerprint& sha256) {
  const auto* found = std::ranges::find(kKnown, sha256, &KnownAuthority::sha256);
  return found == kKnown.end() ? nullptr : &*found;
}

}  // namespace dmp::x509
