#pragma once

#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/x509/signer.hpp"

namespace dmp::x509 {

/// sign_data makes a CMS SignedData in DER (RFC 5652 5) around `content`, of the level CAdES-B-B
/// (ETSI EN 319 122-1 6): the content attached as id-data, SHA-256, one signer. Signed attributes:
/// content-type, message-digest, signing-time (UTCTime through 2049, RFC 5652 11.3) and
/// signing-certificate-v2 with the SHA-256 of the signer's certificate, its issuer and its serial
/// (RFC 5035 3, 4). The signer's certificate and `chain` are inside, each once.
///
/// The signer is asked for one signature, over the attributes' DER SET OF (RFC 5652 5.4), and only
/// its public key is used here. What it answers is verified under its certificate, and the finished
/// object once more as any reader would, content compared byte by byte, before it is returned.
///
/// Whether certificate and key are fit to sign with is for the caller to say. Error ids: those of
/// Signer::sign; SIGNER-KEY-KIND (input, with `key`: the certificate's key is not RSA);
/// SIGNER-WRONG (environment, with `signer`: the signature does not verify under the signer's
/// certificate); SIGN-DATA (internal).
Result<Bytes> sign_data(ByteView content, Signer& signer, const std::vector<Certificate>& chain,
                        Instant signing_time);

}  // namespace dmp::x509
