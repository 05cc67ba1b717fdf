#include "dmp/x509/detail/undecoded.hpp"

namespace dmp::x509::detail {
namespace {

// clang-format off
ASN1_SEQUENCE(Validity) = {
  ASN1_SIMPLE(Validity, not_before, ASN1_TIME),
  ASN1_SIMPLE(Validity, not_after, ASN1_TIME),
} static_ASN1_SEQUENCE_END(Validity)

ASN1_SEQUENCE(UndecodedBody) = {
  ASN1_EXP_OPT(UndecodedBody, version, ASN1_INTEGER, 0),
  ASN1_SIMPLE(UndecodedBody, serial, ASN1_INTEGER),
  ASN1_SIMPLE(UndecodedBody, algorithm, ASN1_SEQUENCE),
  ASN1_SIMPLE(UndecodedBody, issuer, ASN1_SEQUENCE),
  ASN1_SIMPLE(UndecodedBody, validity, Validity),
  ASN1_SIMPLE(UndecodedBody, subject, ASN1_SEQUENCE),
  ASN1_SIMPLE(UndecodedBody, key, ASN1_SEQUENCE),
  ASN1_IMP_OPT(UndecodedBody, issuer_id, ASN1_BIT_STRING, 1),
  ASN1_IMP_OPT(UndecodedBody, subject_id, ASN1_BIT_STRING, 2),
  ASN1_EXP_SEQUENCE_OF_OPT(UndecodedBody, extensions, ASN1_SEQUENCE, 3),
} static_ASN1_SEQUENCE_END(UndecodedBody)

ASN1_SEQUENCE(Undecoded) = {
  ASN1_SIMPLE(Undecoded, body, UndecodedBody),
  ASN1_SIMPLE(Undecoded, algorithm, ASN1_SEQUENCE),
  ASN1_SIMPLE(Undecoded, signature, ASN1_BIT_STRING),
} static_ASN1_SEQUENCE_END(Undecoded)

ASN1_SEQUENCE(Attribute) = {
  ASN1_SIMPLE(Attribute, type, ASN1_OBJECT),
  ASN1_SIMPLE(Attribute, value, ASN1_PRINTABLE),
} static_ASN1_SEQUENCE_END(Attribute)

ASN1_ITEM_TEMPLATE(Rdn) =
  ASN1_EX_TEMPLATE_TYPE(ASN1_TFLG_SET_OF, 0, Rdn, Attribute)
static_ASN1_ITEM_TEMPLATE_END(Rdn)

ASN1_ITEM_TEMPLATE(Rdns) =
  ASN1_EX_TEMPLATE_TYPE(ASN1_TFLG_SEQUENCE_OF, 0, Rdns, Rdn)
static_ASN1_ITEM_TEMPLATE_END(Rdns)
    // clang-format on

    template <typename Unique>
    Unique decode_whole(ByteView der, const ASN1_ITEM* item) {
  const auto* at = der.data();
  Unique object(static_cast<typename Unique::pointer>(
      static_cast<void*>(ASN1_item_d2i(nullptr, &at, static_cast<long>(der.size()), item))));
  return at == der.data() + der.size() ? std::move(object) : nullptr;
}

}  // namespace

void free_undecoded(Undecoded* certificate) noexcept {
  ASN1_item_free(reinterpret_cast<ASN1_VALUE*>(certificate), ASN1_ITEM_rptr(Undecoded));
}

void free_rdns(STACK_OF(Rdn) * name) noexcept {
  ASN1_item_free(reinterpret_cast<ASN1_VALUE*>(name), ASN1_ITEM_rptr(Rdns));
}

UniqueUndecoded decode_frame(ByteView der) {
  return decode_whole<UniqueUndecoded>(der, ASN1_ITEM_rptr(Undecoded));
}

UniqueRdns decode_name(ByteView der) { return decode_whole<UniqueRdns>(der, ASN1_ITEM_rptr(Rdns)); }

}  // namespace dmp::x509::detail
