#include "dmp/policy/policy.hpp"
