#include <string>
#include <vector>

#include "dmp/x509/chain.hpp"
#include "dmp/x509/revocation_list.hpp"
#include "support/catch.hpp"
#include "support/vectors.hpp"

using namespace dmp;

namespace {

/// The sections of NIST's PKITS about revocation; the name of a certificate is the standard's
/// verdict on its path.
const std::vector<std::string> kBasicRevocation = {
    // 4.4
    "InvalidMissingCRLTest1",
    "InvalidRevokedCATest2",
    "InvalidRevokedEETest3",
    "InvalidBadCRLSignatureTest4",
    "InvalidBadCRLIssuerNameTest5",
    "InvalidWrongCRLTest6",
    "ValidTwoCRLsTest7",
    "InvalidUnknownCRLEntryExtensionTest8",
    "InvalidUnknownCRLExtensionTest9",
    "InvalidUnknownCRLExtensionTest10",
    "InvalidOldCRLnextUpdateTest11",
    "Invalidpre2000CRLnextUpdateTest12",
    "ValidGeneralizedTimeCRLnextUpdateTest13",
    "ValidNegativeSerialNumberTest14",
    "InvalidNegativeSerialNumberTest15",
    "ValidLongSerialNumberTest16",
    "ValidLongSerialNumberTest17",
    "InvalidLongSerialNumberTest18",
    "ValidSeparateCertificateandCRLKeysTest19",
    "InvalidSeparateCertificateandCRLKeysTest20",
    "InvalidSeparateCertificateandCRLKeysTest21",
};
const std::vector<std::string> kDistributionPoints = {
    // 4.14
    "ValiddistributionPointTest1",
    "InvaliddistributionPointTest2",
    "InvaliddistributionPointTest3",
    "ValiddistributionPointTest4",
    "ValiddistributionPointTest5",
    "InvaliddistributionPointTest6",
    "ValiddistributionPointTest7",
    "InvaliddistributionPointTest8",
    "InvaliddistributionPointTest9",
    "ValidNoissuingDistributionPointTest10",
    "InvalidonlyContainsUserCertsTest11",
    "InvalidonlyContainsCACertsTest12",
    "ValidonlyContainsCACertsTest13",
    "InvalidonlyContainsAttributeCertsTest14",
    "InvalidonlySomeReasonsTest15",
    "InvalidonlySomeReasonsTest16",
    "InvalidonlySomeReasonsTest17",
    "ValidonlySomeReasonsTest18",
    "ValidonlySomeReasonsTest19",
    "InvalidonlySomeReasonsTest20",
    "InvalidonlySomeReasonsTest21",
    "ValidIDPwithindirectCRLTest22",
    "InvalidIDPwithindirectCRLTest23",
    "ValidIDPwithindirectCRLTest24",
    "ValidIDPwithindirectCRLTest25",
    "InvalidIDPwithindirectCRLTest26",
    "InvalidcRLIssuerTest27",
    "ValidcRLIssuerTest28",
    "ValidcRLIssuerTest29",
    "ValidcRLIssuerTest30",
    "InvalidcRLIssuerTest31",
    "InvalidcRLIssuerTest32",
    "ValidcRLIssuerTest33",
    "InvalidcRLIssuerTest34",
    "InvalidcRLIssuerTest35",
};
const std::vector<std::string> kDeltas = {
    // 4.15
    "InvaliddeltaCRLIndicatorNoBaseTest1",
    "ValiddeltaCRLTest2",
    "InvaliddeltaCRLTest3",
    "InvaliddeltaCRLTest4",
    "ValiddeltaCRLTest5",
    "InvaliddeltaCRLTest6",
    "ValiddeltaCRLTest7",
    "ValiddeltaCRLTest8",
    "InvaliddeltaCRLTest9",
    "InvaliddeltaCRLTest10",
};

const Instant kThen =
    start_of(Date(std::chrono::year(2020), std::chrono::month(1), std::chrono::day(1)));

/// Why a path is refused, certificate by certificate as RFC 5280 6.1.3 asks; "valid" if it is not.
std::string verdict(const test::Pkits& pkits, const std::string& name) {
  const auto leaf = test::Pkits::certificate(test::kPkits / "certs" / (name + "EE.crt"));
  const auto anchor =
      test::Pkits::certificate(test::kPkits / "certs" / "TrustAnchorRootCertificate.crt");
  const auto found = x509::verify_chain(leaf, pkits.authorities, {{anchor}}, kThen);
  if (!found.holds()) {
    return found.problems.front().id();
  }
  const std::span<const x509::Certificate> chain(found.chain);
  for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
    const auto answer =
        x509::find_revocation(pkits.lists, {chain.subspan(i), pkits.authorities}, kThen);
    if (!answer || answer->revoked) {
      return answer ? "revoked" : answer.error().id;
    }
  }
  return "valid";
}

}  // namespace

TEST_CASE("PKITS: every path has the standard's verdict on its revocation") {
  const auto& names = GENERATE_REF(kBasicRevocation, kDistributionPoints, kDeltas);
  static const test::Pkits pkits;
  for (const auto& name : names) {
    INFO(name);
    const auto found = verdict(pkits, name);
    INFO(found);
    CHECK((found == "valid") == name.starts_with("Valid"));
  }
}
