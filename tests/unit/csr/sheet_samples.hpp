#pragma once

#include <string>

#include "setup.hpp"

namespace dmp::test {

inline model::Order order_for(model::Usage usage) {
  model::Order order;
  order.site = "fleyriat";
  order.site_name = fleyriat().name;
  order.usage = usage;
  order.finess = "010000024";
  order.structure = "1010000024";
  order.service = procedure().service_name(usage);
  for (int i = 0; i < 4; ++i) {
    order.public_key_sha256 += "0123456789abcdef";
  }
  order.history.push_back(
      {model::OrderState::ready, *parse_instant("2026-11-23T10:00:00Z"), "claire", {}, {}});
  return order;
}

}  // namespace dmp::test
