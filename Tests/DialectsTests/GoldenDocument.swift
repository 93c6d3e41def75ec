/// A document with every attribute that the dialect has, and with things that it does not have.
let golden = """
  <?xml version="1.0" encoding="UTF-8"?>
  <!-- kept by the network team -->
  <vioConfig xmlns="urn:weft:vio-config:1" xmlns:n="urn:example:notes">
    <appliance name="vio-a1" model="VIO-4001" transport="pcie" failureDomain="room-a" serverPorts="16" hostLink="20Gbps" reservedVLANs="4043-4047"/>
    <adapters>
      <adapter slot="1" model="x520-SR2" sharing="shared" maintenance="false" lentTo="">
        <port number="1" speed="10Gbps" mtu="9000" uplink="sw-a/1" physicalNetwork="lan" vlans="1-100,200" fabric="A" link="up"/>
        <port number="2" speed="10Gbps" link="down"/>
      </adapter>
      <adapter slot="3" model="QLE2562">
        <port number="1" speed="8Gbps" uplink="fc-a/1" vsan="10" fabric="A"/>
      </adapter>
    </adapters>
    <networks>
      <network name="prod" vlan="100" mtu="1500" physicalNetwork="lan" fabric="common" protect="true" owner="default"/>
      <network name="backup" vlan="200" physicalNetwork="lan"/> <!-- nightly -->
      <network name="mgmt" vlan="4" physicalNetwork="lan"/>
    </networks>
    <vsans>
      <vsan name="san-a" id="10" fabric="A" fcoeVLAN="1010" owner="default"/>
    </vsans>
    <serverPorts>
      <serverPort number="1" server="esx-01" power="on"/>
      <serverPort number="2" server="esx-02"/>
    </serverPorts>
    <n:note by="someone">do not touch</n:note>
    <profiles>
      <profile name="esx-01" uuid="6ba7b810-9dad-11d1-80b4-00c04fd430c8" wwnn="20:00:00:25:b5:00:00:01" serverPort="1" boot="vhba0 vnic0" owner="default" n:ticket="4711">
        <vnic name="vnic0" port="1/1" order="0" mac="02:25:b5:00:00:01" network="prod" trunk="backup mgmt" mtu="9000" minRate="1Gbps" maxRate="5Gbps" up="true" owner="default"/>
        <vhba name="vhba0" port="3/1" order="1" wwpn="20:01:00:25:b5:00:00:01" vsan="san-a" targets="50:00:00:00:00:00:00:01@0" up="false" owner="default"/>
      </profile>
    </profiles>
  </vioConfig>

  """
