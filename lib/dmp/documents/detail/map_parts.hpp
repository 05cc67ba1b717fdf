#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmp/documents/detail/mapper.hpp"
#include "dmp/model/dossier.hpp"

/// The parts of a dossier that refer to nothing else in it.
namespace dmp::documents {

model::Person map_person(const Node& node, Mapper& mapper);
std::optional<model::Contract> map_contract(const Node& node, Mapper& mapper);
std::optional<model::Software> map_software(const Node& node, Mapper& mapper);
model::Form413 map_form_413(const Node& node, Mapper& mapper);
std::string map_department(const Node& node, Mapper& mapper);
std::string map_kind(const Node& node, Mapper& mapper);
std::vector<model::AcceptedFinding> map_accepted(const Node& list, Mapper& mapper);

/// SaidCertificate is a certificate with the place where it was said.
struct SaidCertificate {
  model::WantedCertificate wanted;
  bool is_carrier_said = false;
  bool is_open = false;  ///< A TODO stands for its service, name or carrier: it may be any other.
  std::string pointer;
};
using SaidCertificates = std::vector<SaidCertificate>;

/// map_certificates adds a list of certificates to those that are shared: one of the same service,
/// usage and name takes the place of the shared one, and its carrier where it has none itself.
SaidCertificates map_certificates(const Node& list, const SaidCertificates& shared, Mapper& mapper);

}  // namespace dmp::documents
